import type { CommandName } from "../domain/commands.js";
import type { Locale } from "../domain/customers/store.js";
import type { FailureReason } from "../domain/deliveries/outcomes.js";
import type { ErrorCode } from "../domain/errors.js";
import type { FaultReason, RejectReason } from "../domain/imports/rows.js";
import type { MessageName } from "../domain/messages.js";
import type { Instrument } from "../domain/satisfaction/instruments.js";
import { dateFormat, dayOptions, momentOptions } from "./date-format.js";
import { account } from "./en/account.js";
import { answering } from "./en/answering.js";
import { method } from "./en/method.js";
import { organization } from "./en/organization.js";
import { privacy } from "./en/privacy.js";
import { pulse } from "./en/pulse.js";
import { report } from "./en/report.js";
import { talk } from "./en/talk.js";

const number = new Intl.NumberFormat("en");
const decimal = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 0 });
const dayIn = dateFormat("en", dayOptions);
const day = (date: Date, zone = "UTC") => dayIn(date, zone);
const moment = dateFormat("en", momentOptions);
const list = (items: string[]) => new Intl.ListFormat("en").format(items);
const count = (n: number, one: string, many: string) => `${number.format(n)} ${n === 1 ? one : many}`;

/** Everything Enfoque says in English; the shape every other language follows. */
export const en = {
  locale: "en" as Locale,
  languageName: "English",
  format: {
    number: (n: number) => number.format(n),
    percent: (share: number) => percent.format(share),
    decimal: (n: number) => decimal.format(n),
    day,
    moment,
    list,
  },

  kind: { direct: "Direct customer", indirect: "Indirect customer", interested_party: "Interested party" },
  needKind: { need: "Need", expectation: "Expectation", complaint: "Complaint", praise: "Praise" },
  horizon: { current: "Now", future: "Future" },
  role: { member: "Member", manager: "Manager", admin: "Admin" },
  weekday: {
    1: "Monday",
    2: "Tuesday",
    3: "Wednesday",
    4: "Thursday",
    5: "Friday",
    6: "Saturday",
    7: "Sunday",
  },
  surveyStatus: { draft: "Draft", open: "Open", paused: "Paused", closed: "Closed" },
  instrument: {
    nps: "NPS (0–10, would recommend)",
    csat: "CSAT (1–5, satisfaction)",
    ces: "CES (1–7, ease)",
    expectations: "Expectations (1–3, worse to better)",
  },

  error: {
    not_allowed: (p) =>
      `That needs the role ${p.role ?? "manager"}. Nothing was changed. Ask an admin of your organization.`,
    workspace_unknown: () => "This workspace is not connected to Enfoque. Ask the people who invited you.",
    unknown_command: (p) =>
      p.near
        ? `I do not know “${p.word ?? ""}”. Did you mean “${p.near}”?`
        : `I do not know “${p.word ?? ""}”. Try “help”.`,
    invalid_input: (p) => `That is not complete yet. Type it like this: ${p.usage ?? "help"}`,
    already_done: () => "This has been done already; it was not done twice.",
    customer_not_found: (p) =>
      p.near
        ? `There is no customer “${p.name ?? ""}”. Did you mean “${p.near}”? Nothing was recorded.`
        : `There is no customer “${p.name ?? ""}”. Add it with “customer add ${p.name ?? ""}” and try again.`,
    customer_exists: (p) =>
      `There is a customer “${p.name ?? ""}” already. See it with “customer show ${p.name ?? ""}”.`,
    contact_exists: () => "Another contact has this e-mail address already. Nothing was added.",
    member_not_found: (p) =>
      `I do not know a colleague called “${p.name ?? ""}”. They have to write to me once before I know them.`,
    last_admin: () => "This is the only admin. Make somebody else an admin first.",
    channel_needed: () => "Please do this in the channel it is for, not in a direct conversation with me.",
    team_not_found: () => "This channel belongs to no team yet. Use “team set NAME” here first.",
    team_name_taken: (p) => `Another channel's team is called “${p.name ?? ""}”. Choose another name.`,
    theme_not_found: (p) => `There is no theme “${p.theme ?? ""}”. See the themes with “team list”.`,
    need_not_found: (p) => `There is no need N-${p.number ?? ""}. See all of them with “need list”.`,
    announcement_not_found: () => "This announcement no longer exists.",
    response_not_found: () => "This answer no longer exists.",
    response_recorded: (p) => `This answer was recorded as N-${p.number ?? ""} already.`,
    survey_not_found: (p) => `There is no pulse “${p.name ?? ""}”. See all of them with “pulse list”.`,
    survey_name_taken: (p) => `There is a pulse “${p.name ?? ""}” already. Choose another name.`,
    survey_already_launched: (p) => `“${p.name ?? ""}” was launched already. Nobody is asked twice.`,
    survey_not_open: (p) => `“${p.name ?? ""}” is not open, so nothing was changed.`,
    survey_audience_empty: () =>
      "Nobody would be asked: no contact with an e-mail address matches. Add contacts, or choose a wider audience.",
    survey_instrument_differs: (p) =>
      `“${p.name ?? ""}” asks another kind of question (${p.instrument ?? ""}). Import into a pulse of its own.`,
    digest_not_scheduled: () => "No digest is scheduled in this channel.",
    delivery_not_found: () => "There is no failed message to send again.",
    contact_not_found: (p) => `There is no contact “${p.email ?? ""}”. Nothing was changed.`,
    intake_not_found: () => "This message no longer exists, or its writer was erased.",
    intake_recorded: (p) => `This message was recorded as N-${p.number ?? ""} already.`,
    intake_closed: () => "This message was closed already.",
    logo_unknown: () => "This is no PNG, JPEG or SVG picture. The logo was not changed.",
    logo_too_large: () => "This picture is larger than 200 KB. The logo was not changed.",
    link_unknown: () => "This link is not known. Please check that it was copied whole.",
    link_expired: () => "This link has expired.",
    survey_closed: () => "This survey is closed.",
    link_used: () => "This survey has been answered already.",
    score_out_of_range: () => "Please choose one of the numbers.",
    nonce_invalid: () =>
      "This page was open for too long, or the answer came from elsewhere. Please send it again.",
    comment_too_long: (p) =>
      `Your comment has ${p.length ?? ""} characters; at most ${p.max ?? "20,000"} can be kept. Nothing is lost: please shorten it below.`,
    survey_changed_meanwhile: (p) =>
      `Somebody else has changed “${p.name ?? ""}” just now. Nothing of yours was changed; look at it and try again.`,
    survey_not_paused: (p) => `“${p.name ?? ""}” is not paused, so there is nothing to resume.`,
    response_not_held: () => "This answer counts already; there is nothing to release.",
    response_final: () => "This answer can no longer be changed.",
    question_not_yours: () => "This question was put to somebody else. Nothing was recorded.",
    question_unreadable: () =>
      "I cannot read that question. Write it alone, or with 2 to 10 answers to choose from (“Which one? | this | that”), or with “| 1-5” for a rating.",
    timing_incomplete: () =>
      "That timing is not complete: say after which kind of interaction, or how many days after which other pulse.",
    wave_not_found: (p) => `There is no wave ${p.number ?? ""} of “${p.name ?? ""}”.`,
  } satisfies Record<ErrorCode, (p: Record<string, string>) => string>,

  failure: {
    channel_gone:
      "The channel no longer exists or is archived. Choose another one with “team set” or “digest on”.",
    not_in_channel: "Enfoque is not in that channel. Invite it there, then retry.",
    recipient_unreachable: "The person has removed or blocked Enfoque.",
    access_revoked: "The workspace has withdrawn Enfoque's access. An admin has to install it again.",
    permission_missing: "Enfoque lacks a permission on that platform. An admin has to install it again.",
    address_refused: "The mail server refuses this address.",
    message_refused: "The platform refuses the message as it is. This is ours to mend.",
    transport_not_configured: "This platform is not configured any more.",
    outcome_unknown: "It was sent twice without an answer. It may have arrived.",
    attempts_used_up: "It failed each time. The log of the service says why.",
  } satisfies Record<FailureReason, string>,

  message: {
    needAnnounced: "Need announced",
    needRecorded: "Need recorded",
    questionAsked: "Question",
    lowScore: "Low score",
    digest: "Digest",
    invitation: "Invitation",
    reminder: "Reminder",
    question: "Question",
    customerReplied: "Reply by mail",
    mailAlert: "Mails turned away",
    intakeArrived: "Message from the public page",
    intakeReceived: "Reference code",
    dataLink: "Link to one's data",
  } satisfies Record<MessageName, string>,

  unavailable:
    "Enfoque cannot reach its database just now. Nothing was recorded; please try again in a minute.",

  transport: { slack: "Slack", teams: "Microsoft Teams", browser: "browser workspace", mail: "mail" },
  answer: { understood: "Understood", will_act: "We will act", not_ours: "Not ours" },

  field: {
    missing: "Please fill this in.",
    tooLong: (max: number) => `Please use at most ${number.format(max)} characters.`,
    atMost: (max: number) => `Please enter at most ${number.format(max)}.`,
    atLeast: (min: number) => `Please enter at least ${number.format(min)}.`,
    invalid: "This is not right yet. Please check it.",
  },

  figures: {
    hidden: (n: number) => `Not shown: ${count(n, "answer", "answers")}, fewer than 5`,
    few: "(few answers)",
    answers: (n: number) => count(n, "answer", "answers"),
    easy: "easy for",
    met: "Expectations met for",
    exceeded: "exceeded for",
    noPrevious: "No comparison: there are no answers in the 13 weeks before.",
    tooFew: "No comparison: it takes 30 answers in both quarters.",
    noSignal: "No signal: the difference from the quarter before is within what chance explains.",
    signalUp: (points: string) =>
      `Signal: ${points} points above the quarter before, more than chance explains.`,
    signalDown: (points: string) =>
      `Signal: ${points} points below the quarter before, more than chance explains.`,
  },

  digest: {
    title: (organization: string) => `Customer digest: ${organization}`,
    period: (from: string, to: string) => `Closed period: ${from} to ${to}`,
    noAnswers: "Nobody was asked and nobody answered in this period.",
    score: "Score (95% interval)",
    responseRate: "Response rate so far",
    answeredOf: (answered: number, asked: number, share: string) =>
      `${number.format(answered)} of ${number.format(asked)} (${share})`,
    nobodyAsked: "No invitations in this period",
    paused: (survey: string) =>
      `“${survey}” has paused: nobody has answered four waves in a row. “pulse resume ${survey}” goes on with it.`,
    topNeeds: "Needs that most customers share",
    customers: (n: number) => count(n, "customer", "customers"),
    nobodyOwes: "Every team has answered what it was told.",
    owing: "Teams that have not answered yet",
    owes: (team: string, needs: string, since: string) => `${team}: ${needs} (oldest from ${since})`,
    howToRead:
      "A signal is a difference of at least 10 points that would be rare if nothing had changed. It says that there is something to look into, not why.",
  },

  help: {
    title: "Enfoque: what customers need, where it can be acted on",
    intro: "Type one of these, or use the buttons. Everything also works in Spanish (/enfoque ayuda).",
    everybody: [
      [
        "/need Acme: wants SSO before renewal",
        "records what a customer needs and tells the teams it concerns",
      ],
      ["/need list · /need show N-12", "the needs, and who has answered"],
      ["/customer add Acme, ann@acme.example", "adds a customer and a contact"],
      ["/customer list · /customer show Acme · /customer tag Acme: pilot", "the customers"],
      [
        "/enfoque interaction Acme: call, renewal",
        "logs a contact with a customer; a pulse can ask about it",
      ],
      ["/team list", "the teams and the themes they hear"],
      ["/enfoque language es", "changes the language you are answered in"],
    ] as [string, string][],
    managers: [
      ["/customer upload", "many customers at once, from a CSV file"],
      ["/team set Product: access, speed", "makes this channel a team's"],
      ["/pulse new · preview · launch · send · pause · close", "asks customers how they feel"],
      ["/pulse audience · questions · timing · rules", "changes whom, what, when and how often it asks"],
      ["/pulse status · report · method · held", "what came of it, and how it was done"],
      [
        "/customer pause Acme · /customer chat E-MAIL Ann",
        "asks nobody of a customer; asks a contact in chat",
      ],
      ["/digest now · on monday 09:00 Europe/Madrid · off", "what changed and whether it is real"],
      ["/enfoque intake list", "what came in on your public page and waits for somebody"],
      ["/customer erase E-MAIL", "erases a person for good"],
      ["/enfoque organization", "colour, logo, privacy and your public pages (admins)"],
      ["/enfoque deliveries", "messages that did not arrive, and why"],
      ["/enfoque role Ann manager", "what a colleague may do (admins)"],
    ] as [string, string][],
  },

  usage: {
    help: "help",
    language: "language en · language es",
    role: "role NAME member · manager · admin",
    customerAdd: "customer add NAME, E-MAIL",
    customerList: "customer list",
    customerShow: "customer show NAME",
    customerUpload: "customer upload",
    customerErase: "customer erase E-MAIL",
    customerTag: "customer tag NAME: TAG, TAG",
    customerPause: "customer pause NAME",
    customerResume: "customer resume NAME",
    customerChat: "customer chat E-MAIL COLLEAGUE",
    interactionAdd: "interaction CUSTOMER: call, NOTE",
    teamSet: "team set NAME: THEME, THEME",
    teamList: "team list",
    needAdd: "need CUSTOMER: WHAT THEY NEED",
    needList: "need list",
    needShow: "need show N-12",
    needFromResponse: "need CUSTOMER: WHAT THEY NEED",
    needFromReply: "need CUSTOMER: WHAT THEY NEED",
    needFromIntake: "intake list",
    needAnswer: "need list",
    needAsk: "need list",
    pulseNew: "pulse new",
    pulseList: "pulse list",
    pulsePreview: "pulse preview NAME",
    pulseLaunch: "pulse launch NAME",
    pulseSendNow: "pulse send NAME",
    pulseStatus: "pulse status NAME",
    pulsePause: "pulse pause NAME",
    pulseResume: "pulse resume NAME",
    pulseMethod: "pulse method NAME",
    pulseReport: "pulse report NAME wave 2",
    pulseAudience: "pulse audience NAME",
    pulseUpload: "pulse upload NAME",
    pulseQuestions: "pulse questions NAME",
    pulseTiming: "pulse timing NAME",
    pulseRules: "pulse rules NAME",
    pulseHeld: "pulse held",
    responseRelease: "pulse held",
    answerScore: "help",
    answerComment: "help",
    pulseClose: "pulse close NAME",
    digestNow: "digest now",
    digestOn: "digest on monday 09:00 Europe/Madrid",
    digestOff: "digest off",
    intakeList: "intake list",
    intakeShow: "intake list",
    intakeClose: "intake list",
    organization: "organization",
    organizationChange: "organization change",
    organizationLogo: "organization logo",
    deliveryList: "deliveries",
    deliveryRetry: "deliveries retry",
  } satisfies Record<CommandName, string>,

  chat: {
    refused: "That did not work",
    done: "Done",
    yes: "yes",
    no: "no",
    nobody: "nobody",
    show: "Show",
    previous: "Previous",
    next: "Next",
    save: "Save",
    send: "Send",
    add: "Add",
    record: "Record",
    name: "Name",
    kind: "Kind",
    horizon: "When",
    customer: "Customer",
    customers: "Customers",
    customersTotal: (n: number) => count(n, "customer", "customers"),
    noCustomers: "There are no customers yet. Add the first one, or upload a list with “customer upload”.",
    noCustomersLike: (text: string) => `No customer is called anything like “${text}”.`,
    customerAdded: (name: string) => `${name} was added`,
    newCustomer: "Add a customer",
    segment: "Segment",
    segmentHint: "Your own grouping, such as Enterprise or Retail",
    country: "Country",
    contact: "Contact",
    contacts: (n: number) => count(n, "contact", "contacts"),
    noContacts: "No contact yet, so this customer cannot be asked anything.",
    email: "E-mail",
    language: "Language",
    zone: "Time zone",
    zoneHint: "Such as Europe/Madrid",
    owner: "Owner",
    uploadTitle: "Upload customers",
    uploadText: (until: string) => `This link is yours alone. It works until ${until}.`,
    uploadOpen: "Open the upload page",
    teams: "Teams",
    teamTitle: "This channel's team",
    teamIntro: "Needs about the chosen themes are announced in this channel.",
    teamHears: (team: string, themes: string) => `This channel is ${team}'s. It hears of ${themes}.`,
    teamHearsRest: (team: string) =>
      `This channel is ${team}'s. It hears of needs that no team has chosen a theme for.`,
    hearsRest: "needs without a theme that another team hears",
    noTeamsYet: "There are no teams yet. In a team's channel, type “team set NAME”.",
    themes: "Themes",
    themesHint: "None: the team hears of needs that no other team hears of.",
    themesGuessed: "None: they are found in the words.",
    themesKnown: (themes: string) => `Themes: ${themes}`,
    needs: "Needs",
    needsTotal: (n: number) => count(n, "need", "needs"),
    noNeeds: "No need has been recorded yet. Type “need CUSTOMER: WHAT THEY NEED”.",
    newNeed: "Record a need",
    showNeed: (need: number) => `Show N-${need}`,
    words: "What does the customer need?",
    wordsHint: "In the customer's words where you can",
    recordedBy: "Recorded by",
    needRecorded: (need: number, customer: string) => `N-${need} recorded for ${customer}`,
    announcedTo: (teams: string) => `Announced to ${teams}. The card shows who has answered.`,
    noTeams: "No team is set up yet, so nobody was told. Use “team set NAME” in a team's channel.",
    coverage: (acknowledged: number, asked: number) =>
      asked === 0
        ? "no team says that it concerns them"
        : `${number.format(acknowledged)} of ${count(asked, "team has", "teams have")} acknowledged`,
    waiting: "waiting",
    questionAsked: "asked a question, still to answer",
    askTeam: (team: string) => `${team}, does this concern you? The first answer counts for the team.`,
    answered: (need: number, team: string, answer: string) => `${team} on N-${need}: ${answer}.`,
    settled: (answer: string, by: string) => `${answer} (${by}).`,
    settledBefore: "Your team has answered already",
    question: "Question",
    questionIntro: "It goes to whoever recorded the need. Your team can still answer afterwards.",
    yourQuestion: "Your question",
    questionSent: (need: number, author: string) => `Your question about N-${need} went to ${author}.`,
    questionTitle: (team: string, need: number) => `${team} has a question about N-${need}`,
    questionFrom: (name: string) => `Asked by ${name}`,
    lowScoreTitle: (customer: string, score: number, instrument: Instrument) =>
      instrument === "expectations"
        ? `${customer}: worse than expected`
        : `${customer} gave ${score} of ${{ nps: 10, csat: 5, ces: 7 }[instrument]}`,
    mayContact: "May we contact them?",
    customerRepliedTitle: (customer: string) => `${customer} answered a mail`,
    customerReplied: "Answer them yourself by mail; Enfoque does not.",
    mailAlertTitle: "Mail servers turn our mails away",
    mailAlert:
      "This is about who sends, not about the address: customers are not being reached. Check SPF, DKIM and DMARC of the sender's domain, and whether its server stands on a block list. See docs/operations.md.",
    mailAlertStatus: "What the mail server said",
    mailAlertCount: "Turned away in the last day",
    recordNeed: "Record as a need",
    recordComplaint: "Record as a complaint",
    recordedAs: (need: number) => `Recorded as N-${need}`,
    survey: "Pulse",
    pulses: "Pulses",
    noPulses: "No pulse yet. A pulse asks your customers one question by mail.",
    newPulse: "New pulse",
    pulseNameHint: "For your colleagues, such as Spring NPS",
    saveDraft: "Save draft",
    preview: "Preview",
    launch: "Launch",
    status: "Status",
    closePulse: "Close",
    closed: (name: string) => `${name} is closed. Its links say so; the answers stay.`,
    instrument: "Question",
    subject: "About what",
    subjectHint: "It stands in the question: how likely is it that you would recommend …",
    audienceKind: "Which customers",
    contactsOf: (contacts: number, customers: number) =>
      `${count(contacts, "contact", "contacts")} of ${count(customers, "customer", "customers")}`,
    invited: "Invited",
    sent: "Sent",
    notSent: "Could not be sent",
    answeredSoFar: "Answered so far",
    withComment: "With a comment",
    digestTitle: "Weekly digest in this channel",
    digestIntro: "What changed with your customers, and whether it is real.",
    weekday: "Day",
    time: "Time",
    digestOn: (when: string) => `The digest comes to this channel every week, next on ${when}.`,
    digestOff: "No more digests in this channel.",
    deliveries: "Messages",
    noFailures: "Every message has arrived or is on its way.",
    failuresTotal: (n: number) => `${count(n, "message", "messages")} did not arrive`,
    retry: "Retry",
    retryAll: "Retry all",
    retrying: (n: number) => `${count(n, "message is", "messages are")} being sent again.`,
    languageSet: "From now on I answer you in English.",
    roleSet: (name: string, role: string) => `${name}: ${role}.`,
  },

  // What the platforms' renderers add of their own.
  platform: {
    clipped: "… (shortened)",
    close: "Close",
    cancel: "Cancel",
    working: "I am working on it; the result will appear here.",
    formNotOpened: "Slack did not open the form in time. Nothing is lost: open it here.",
    openForm: "Open the form",
    tryAgain: "Try again",
    welcome: "Hello, I am Enfoque",
    welcomeHow:
      "I bring what customers need to the teams that can act on it. Write “help” to see what I can do; in a channel, mention me first: “@Enfoque help”.",
    timeOf: (label: string) => `${label}: time`,
  },
  // The survey page and its errors.
  survey: {
    question: {
      nps: (x: string) => `How likely is it that you would recommend ${x} to a friend or colleague?`,
      csat: (x: string) => `Overall, how satisfied are you with ${x}?`,
      ces: (x: string) => `${x} made it easy for me to handle my issue.`,
      expectations: (x: string) => `Compared with what you expected, ${x} was…`,
    } satisfies Record<Instrument, (x: string) => string>,
    /** The words that stand at a score; scores without any are shown as their number. */
    labels: {
      nps: { 0: "Not at all likely", 10: "Extremely likely" } as Record<number, string>,
      csat: {
        1: "Very dissatisfied",
        2: "Dissatisfied",
        3: "Neither",
        4: "Satisfied",
        5: "Very satisfied",
      } as Record<number, string>,
      ces: { 1: "Strongly disagree", 7: "Strongly agree" } as Record<number, string>,
      expectations: { 1: "Worse", 2: "As I expected", 3: "Better" } as Record<number, string>,
    } satisfies Record<Instrument, Record<number, string>>,
    reason: "What is the main reason for your score?",
    errorTitle: (title: string) => `Error: ${title}`,
    chooseOne: "Please choose one of the answers, then send it.",
    notRecorded: "Nothing was recorded",
    laterTitle: "Please try again shortly",
    language: "Language",
    preselected: (choice: string) =>
      `You picked “${choice}” in the mail. It counts once you send it here; you can still change it.`,
    send: "Send my answer",
    saveAnswer: "Change my answer to this",
    keepAnswer: "Leave it as it is",
    confidential: (organization: string) =>
      `One question, then you are done. This survey is confidential: ${organization} sees your answer together with your name, nobody else does.`,
    anonymous: (organization: string) =>
      `One question, then you are done. This survey is anonymous: ${organization} cannot see who answered what, and only the day of your answer is kept.`,
    privacy: "What happens to your data",
    thanks: "Thank you",
    recorded: (choice: string) => `Your answer is recorded: ${choice}.`,
    more: "Would you like to tell us more? This part is optional.",
    commentHint: (max: string) => `Up to ${max} characters.`,
    mayContact: "You may contact me about this",
    mayQuote: "You may quote my words",
    sendComment: "Send my comment",
    saveComment: "Save the changes",
    commentRecorded: "We have what you told us, too. That is all; you can close this page.",
    change: "Change my answer",
    final: "Your answer stands: it can no longer be changed.",
    trust: (x: string) => `I trust ${x} to do what it promises.`,
    trustLow: "Strongly disagree",
    trustHigh: "Strongly agree",
    ratingLow: "Lowest",
    ratingHigh: "Highest",
    receiptTitle: "Your receipt",
    receiptIs: "Keep this code if you may want to see or erase this answer later.",
    eraseAnswer: "Erase this answer.",
    eraseTitle: "Erase this answer?",
    eraseIs:
      "Your comment and everything that leads back to you is deleted for good. The bare number stays in the totals, without any link to you.",
    eraseNow: "Erase it for good",
    eraseNot: "No, keep it",
    erasedTitle: "Your answer is erased",
    erasedIs:
      "What you wrote and everything that led back to you is gone. The bare number stays in the totals.",
    seeAnswer: "See your answer",
    talk: "Or tell them here.",
    nothingToSend: "There is nothing to send yet. Write something or tick a box, or simply close this page.",
    typed: "What you typed",
    typedKept: "It was not recorded. It stays here, so that you can copy it.",
    contact: (organization: string) =>
      `Would you still like to tell ${organization} something? Please write to the person you know there.`,
    unknownTitle: "We do not know this link",
    expiredTitle: "This survey has ended",
    usedTitle: "You have answered already",
    usedHelp: "Your first answer stands. Thank you for it.",
    unsupported: "This page only takes what its own form sends. Nothing was recorded.",
    tooLarge:
      "That is far more text than can be kept (20,000 characters), so it was not read. Go back in your browser: what you typed is still there.",
    unavailableTitle: "Not recorded yet",
    unavailable:
      "We cannot record anything just now. Your answer was not recorded yet, but what you chose is still here: please send it again in a minute.",
    unavailableTyped:
      "We cannot record anything just now. What you typed is still here; please send it again in a minute.",
    unavailablePage:
      "We cannot show this page just now. Nothing was changed; please open it again in a minute.",
    again: "Send again",
  },
  // Mails to customers.
  mail: {
    subject: (x: string) => `One question about ${x}`,
    greeting: (name: string | null) => (name ? `Hello ${name},` : "Hello,"),
    remind: (organization: string) =>
      `${organization} asked you a few days ago and would still like to hear from you. It is one question; there will be no further mail about it if you answer.`,
    reminderSubject: (x: string) => `Reminder: one question about ${x}`,
    anonymous: "Your answer is anonymous: nobody can see that it is yours.",
    lead: (organization: string) =>
      `${organization} would like to know what you think. It is one question and takes less than a minute.`,
    choose:
      "Choose an answer. You can still change it on the page that opens; it counts once you send it there.",
    open: "Open the question",
    why: (organization: string) =>
      `${organization} asks you because you work with them, to learn what to do better.`,
    until: (day: string) => `You can answer until ${day}.`,
    unsubscribe: "Stop asking me",
    privacy: "How we treat your data",
  },
  // The browser workspace.
  workspace: {
    about:
      "Enfoque takes what customers say to the teams that can act on it, and asks customers how well that worked. This is its workspace in the browser: everything works here as it does in Slack or Microsoft Teams.",
    welcome: "Welcome to Enfoque",
    lookAround: "Look around first",
    exampleIs:
      "An invented company with colleagues, customers, needs and answers. It is marked “Example” on every page, so that nobody takes it for real.",
    loadExample: "Load the example organization",
    startEmpty: "Start empty",
    startEmptyIs: "Your own organization, with you as its admin.",
    organizationName: "Name of the organization",
    yourName: "Your name",
    language: "Language",
    start: "Start",
    example: "Example",
    whoAreYou: "Who are you?",
    channels: "Channels",
    direct: "Direct conversation",
    mailbox: "Mailbox",
    mailboxIs: "Mails that Enfoque has sent from here.",
    noMails: "No mail has been sent yet. Invitations of a launched pulse arrive here.",
    to: "To",
    back: "Back to the mailbox",
    asText: "As text",
    asHtml: "As it looks in a mail program",
    addChannel: "Add a channel",
    channelName: "Name of the channel",
    you: "You are",
    beAnother: "Be somebody else",
    addPerson: "Add a person",
    name: "Name",
    add: "Add",
    menu: "Menu",
    skip: "Skip to the content",
    posts: "Posts",
    onlyYou: "Only you see this",
    edited: "updated",
    app: "App",
    message: (place: string) => `Message in ${place}`,
    channelHint: "Write, or ask: /help",
    directHint: "Ask, for example: help",
    send: "Send",
    emptyChannel: (name: string) =>
      `This is the beginning of #${name}. Write something, or ask Enfoque with “/help”.`,
    emptyDirect: "Here you talk with Enfoque alone. Type “help” to see what it can do.",
    latest: (posts: number) => `Only the latest ${posts} posts are shown.`,
    optional: "optional",
    cancel: "Cancel",
    secretNeeded: "This workspace is protected",
    secretIs: "Enter the secret that its operator has set (LOCAL_CHAT_SECRET).",
    secret: "Secret",
    enter: "Enter",
    secretWrong: "That is not the secret.",
    refused: "Not from here",
    hostRefused:
      "The browser workspace opens on the machine it runs on only, at http://localhost. Whoever opens it can be anyone in it; to open it from elsewhere, the operator has to set LOCAL_CHAT_SECRET.",
    tokenRefused:
      "This page was open for too long, or the request came from another site. Nothing was done. Please go back, load the page anew and send it again.",
    notFound: "There is nothing here",
    notFoundText: "This page, channel or mail does not exist.",
    home: "To the workspace",
    tooMuch: "That was too much text or not readable. Nothing was done.",
    failed: "That did not work",
    failedText:
      "Something went wrong on our side and has been logged. You can safely try again: nothing is done twice.",
    tryAgain: "Try again",
  },
  // The page behind a link to unsubscribe.
  unsubscribe: {
    title: "No more questions?",
    ask: (organization: string) => `Shall ${organization} stop asking you for your opinion by e-mail?`,
    what: "Nothing has been changed yet. Your earlier answers stay, and other mail is not affected.",
    confirm: "Stop asking me",
    doneTitle: "You will not be asked again",
    done: (organization: string) =>
      `${organization} will not ask for your opinion at this address any more. A mail that is already on its way may still arrive.`,
    undo: "This was a mistake: ask me again",
    undoneTitle: "You will be asked again",
    undone: (organization: string) =>
      `${organization} may ask for your opinion again. You can stop that at any time with this link.`,
    unknownTitle: "We do not know this link",
    unknown:
      "Please check that it was copied whole. You can also answer the mail that it came with and say that you do not want to be asked any more.",
    unreadable: "This was not sent by the button of this page. Nothing was changed.",
    laterTitle: "Please try again shortly",
    later:
      "We cannot record anything just now, so nothing was changed yet. Please open this page again in a minute.",
  },
  // Upload page and imports.
  upload: {
    title: "Upload customers",
    intro:
      "Upload a list of your customers and the people to ask there. The first line names the columns; a comma, a semicolon or a tab may separate them.",
    again: "Uploading the same list again changes nothing.",
    columnsTitle: "Columns",
    column: "Column",
    meaning: "What it holds",
    columns: {
      name: "Name of the customer. Needed in every line.",
      kind: "direct, indirect or interested_party. Empty means direct.",
      segment: "Your own grouping, such as retail or enterprise.",
      country: "Country, such as ES or GB.",
      contact: "Name of the person to ask.",
      email: "Their e-mail address. A person can be asked only with one.",
      language: "en or es.",
      zone: "Their time zone, such as Europe/Madrid.",
    },
    sample: "Download a sample",
    file: "CSV file",
    fileHint: "At most 5 MB, in UTF-8.",
    or: "Or paste the lines here",
    send: "Upload",
    done: "The list was read",
    added: "New customers",
    contacts: "New contacts",
    unchanged: "Known already, unchanged",
    rejected: "Rejected lines",
    rejectedHelp: "Everything else was taken. Mend these lines and upload the list again.",
    noneRejected: "Every line was taken.",
    line: "Line",
    reason: "Reason",
    reasons: {
      too_few_columns: (p) => `This row has ${p.found ?? ""} columns; the header has ${p.expected ?? ""}.`,
      too_many_columns: (p) =>
        `This row has ${p.found ?? ""} columns; the header has ${p.expected ?? ""}. Text that holds the separator goes in quotation marks.`,
      unreadable_character: () => "This row holds a character that is no text (NUL).",
      too_long: (p) => `The text in “${p.column ?? ""}” is too long.`,
      name_missing: () => "The customer's name is missing.",
      kind_unknown: (p) =>
        `“${p.value ?? ""}” is not a kind of customer. Use direct, indirect or interested party.`,
      email_invalid: (p) => `“${p.value ?? ""}” is not an e-mail address.`,
      email_missing: (p) => `“${p.value ?? ""}” has no e-mail address.`,
      email_elsewhere: (p) => `“${p.value ?? ""}” is a contact of another customer.`,
      language_unknown: (p) => `“${p.value ?? ""}” is not a language we write in. Use en or es.`,
      zone_unknown: (p) => `“${p.value ?? ""}” is not a time zone. Write it like Europe/Madrid.`,
      row_repeated: (p) => `“${p.value ?? ""}” is in line ${p.first ?? ""} already.`,
      score_not_whole: (p) =>
        p.value ? `The score “${p.value}” is not a whole number.` : "The score is missing.",
      score_out_of_scale: (p) =>
        `The score ${p.value ?? ""} is not on the scale from ${p.min ?? ""} to ${p.max ?? ""}.`,
      date_invalid: (p) =>
        p.value
          ? `“${p.value}” is not a date. Write it like 2026-03-31 or 2026-03-31T16:30Z.`
          : "The date is missing.",
      date_in_future: (p) => `The date ${p.value ?? ""} is still to come.`,
      account_missing: () => "The customer's name is missing.",
      id_missing: () => "The id is missing.",
      id_repeated: (p) => `The id “${p.value ?? ""}” is in line ${p.first ?? ""} already.`,
      address_missing: () => "The e-mail address is missing.",
      contact_unknown: (p) => `“${p.value ?? ""}” is nobody's address here. Add the contact first.`,
      opted_out: (p) => `“${p.value ?? ""}” does not want to be asked.`,
      bounced: (p) => `Mail to “${p.value ?? ""}” comes back.`,
      mail_paused: (p) => `Mail to “${p.value ?? ""}” has come back several times, so it is paused.`,
    } satisfies Record<RejectReason, (p: Record<string, string>) => string>,
    faults: {
      no_rows: () => "There are no rows below the header, so there is nothing to import.",
      columns_missing: (p) =>
        `The first line has no column ${p.missing ?? ""}. It has: ${p.found || "nothing"}.`,
      column_repeated: (p) => `The first line names the column “${p.column ?? ""}” twice.`,
      not_utf8: (p) => `Line ${p.line ?? ""} is not UTF-8 text. Save the file as “CSV UTF-8” and try again.`,
      quote_not_closed: (p) =>
        `In the row that starts at line ${p.line ?? ""} a quotation mark is opened and never closed.`,
      quote_misplaced: (p) =>
        `In the row that starts at line ${p.line ?? ""} a quotation mark stands where none can. Text that holds one goes in quotation marks, with each of its own doubled.`,
      row_too_long: (p) =>
        `The row that starts at line ${p.line ?? ""} is longer than a million characters. A quotation mark may be missing there.`,
    } satisfies Record<FaultReason, (p: Record<string, string>) => string>,
    audience: {
      title: "Upload whom to ask",
      intro:
        "Upload the e-mail addresses of the contacts that this pulse is to ask. The first line names the column.",
      again: "The list takes the place of an earlier one. It changes whom the pulse asks, nothing else.",
      email: "Address of a contact of yours. Needed in every line.",
      listed: "Contacts on the list",
      none: "No line was taken, so nothing was changed.",
    },
    another: "Upload another list",
    nothing: "There is nothing to read. Choose a file or paste the lines.",
    both: "There is both a file and pasted text. Please send one of them.",
    tooLarge: "This is larger than 5 MB, so nothing was read. Split the list and upload its parts.",
    unreadable: "This was not sent by the form of this page. Nothing was changed.",
    unknownTitle: "We do not know this link",
    expiredTitle: "This link has expired",
    help: "Ask Enfoque for a new one: type “customer upload” in chat.",
    unavailable:
      "We cannot read the list just now. Please upload it again in a minute; what was taken already is not taken twice.",
  },
  organization,
  talk,
  privacy,
  pulse,
  method,
  report,
  account,
  answering,
  // The command line.
  cli: {
    about: "Enfoque: ask customers, spread what they need, tell what changed.",
    help: "Show this help",
    start: "Run the service (the default)",
    demoOption: "Load the example organization into an empty database first",
    migrate: "Bring the database up to date",
    migrated: "The database is up to date.",
    demo: "Load the example organization into an empty database",
    demoLoaded: "The example organization is loaded. Everything in it is invented.",
    demoNotEmpty: "There is an organization already, so the example was not loaded. Nothing was changed.",
    import: "Import a CSV file",
    importCustomers:
      "Import customers and contacts: name, kind, segment, country, contact, email, language, zone",
    importResponses: "Import answers that were given elsewhere",
    surveyOption: "Name of the pulse",
    instrumentOption: "nps, csat, ces or expectations",
    scoreOption: "Column with the score",
    atOption: "Column with the date",
    accountOption: "Column with the customer's name",
    segmentOption: "Column with a segment",
    idOption: "Column with an id of each answer",
    commentOption: "Column with a comment",
    digest: "Print the figures of a period",
    jsonOption: "As JSON",
    fromOption: "First day, such as 2026-01-01",
    toOption: "Day after the last, such as 2026-04-01",
    periodWrong: "Give --from and --to as days such as 2026-01-01, the first before the second.",
    deliveries: "List messages that did not arrive",
    failedOption: "Those that failed",
    retryOption: "Send them again",
    inbound: "Take in one mail from standard input: a bounce, an objection or a reply",
    check: "Check the settings and every connection",
    backup: "Write everything in the database to one file",
    backedUp: (file: string, tables: number, rows: number) =>
      `${file} holds ${count(rows, "row", "rows")} of ${count(tables, "table", "tables")}. It contains personal data: keep it safe.`,
    restore: "Read a backup into an empty database",
    restored: (file: string, tables: number, rows: number) =>
      `${count(rows, "row", "rows")} of ${count(tables, "table", "tables")} restored from ${file}.`,
    ready: (url: string, workspace: boolean) =>
      workspace ? `Enfoque is ready. Open ${url}` : `Enfoque is ready at ${url}`,
    workerReady: "Enfoque works through its tasks.",
    stopHint: "Ctrl-C stops it; everything is kept.",
    stopping: "Finishing what is under way …",
    stopped: "Stopped.",
    works: "works",
    checkDatabase: "PostgreSQL (DATABASE_URL)",
    checkEmbedded: (folder: string) => `Embedded PostgreSQL in ${folder}`,
    checkRedis: "Redis (REDIS_URL)",
    checkSmtp: "Mail server (SMTP_URL)",
    checkSlack: "Slack",
    checkTeams: "Microsoft Teams",
    withoutRedis: "not set; tasks wait in PostgreSQL",
    withoutSmtp: "not set; mails are kept in the browser workspace's mailbox",
    withoutSlack: "not set",
    withoutTeams: "not set",
    checkPassed: "Everything that is set up works.",
    checkFailed: (n: number) => `${count(n, "problem", "problems")}. See docs/operations.md.`,
    checking: (file: string) => `Checking ${file}`,
    importing: (file: string) => `Importing ${file}`,
    atLine: (line: number, reason: string) => `line ${number.format(line)}: ${reason}`,
    cannotRead: (file: string, code: string) =>
      code === "ENOENT"
        ? `There is no file ${file}. Nothing was imported.`
        : `${file} cannot be read (${code}). Nothing was imported.`,
    cannotWrite: (file: string, code: string) =>
      `${file} cannot be written (${code}), so the import was stopped. What stood before was imported; it will not be imported twice.`,
    cannotImport: (file: string, reason: string) =>
      `${file} cannot be imported: ${reason} Nothing was imported.`,
    optionWrong: (option: string) =>
      `The value of “${option}” is missing or not allowed. Nothing was imported.`,
    brokeOff: (file: string, reason: string) =>
      `${file} could not be read to its end: ${reason} What stood before was imported; it will not be imported twice.`,
    customersImported: (customers: number, contacts: number, unchanged: number) =>
      `${count(customers, "customer", "customers")} and ${count(contacts, "contact", "contacts")} added; ${count(unchanged, "row", "rows")} said nothing new.`,
    responsesImported: (survey: string, imported: number, alreadyThere: number, customers: number) =>
      `${count(imported, "answer", "answers")} imported into “${survey}”, ${number.format(alreadyThere)} had been imported before; ${count(customers, "customer", "customers")} added.`,
    allTaken: "Every row was taken.",
    rejected: (n: number, file: string) =>
      `${count(n, "row was", "rows were")} rejected. They are in ${file}, each with its line and reason: mend them there and import that file.`,
    moreRejected: (n: number) => `… and ${number.format(n)} more`,
  },
};

export { en as language };
