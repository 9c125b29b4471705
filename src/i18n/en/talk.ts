const number = new Intl.NumberFormat("en");

/** The public page where anybody can tell an organization something, and what colleagues see of it in chat. */
export const talk = {
  title: (organization: string) => `Tell ${organization} something`,
  intro: (organization: string) =>
    `A person at ${organization} reads it. You get a reference code at once, to see later what became of it.`,
  kindQuestion: "What is it?",
  kind: { feedback: "Feedback", complaint: "A complaint", praise: "Praise", need: "Something I need" },
  words: "In your words",
  wordsHint: (max: string) => `Up to ${max} characters.`,
  about: "About you (optional)",
  aboutHint:
    "Leave it empty to stay unnamed. With an e-mail address you get the reference code by mail, too.",
  name: "Name",
  email: "E-mail",
  company: "Company",
  leaveEmpty: "Leave this field empty",
  send: "Send",
  privacy: "How we handle personal data",
  status: "See what became of something you told us",
  error: {
    kind: "Please choose what it is.",
    words: "Please write something first.",
    email: "This is not an e-mail address. Correct it, or leave it empty.",
    longLine: (max: number) => `Name and company: please use at most ${number.format(max)} characters.`,
    tooFast: "That was very fast. Please look it over once more and send it again.",
    leaveEmpty: "A field that people do not see was filled in. It is empty again: please send it once more.",
    tooMany: (minutes: number) =>
      `Several messages have come from your network within the hour. Nothing is lost: please send this again in ${number.format(minutes)} minutes.`,
  },
  tooManyTitle: "Please wait a little",
  unavailable:
    "We cannot record anything just now. What you typed is still here; please send it again in a minute.",
  tooLarge:
    "That is far more text than can be kept (20,000 characters), so it was not read. Go back in your browser: what you typed is still there.",
  unsupported: "This page only takes what its own form sends. Nothing was recorded.",
  unknownTitle: "There is nobody here",
  unknown: "We do not know this page. Please check that the address was copied whole.",
  thanks: "Thank you: we have it",
  thanksText: (organization: string) => `What you wrote is recorded, and ${organization} has been told.`,
  reference: "Your reference code",
  keep: "Keep this code: with it you can see what became of it. Nobody can see your words with it.",
  mailed: "We are also sending it to the address you gave.",
  seeStatus: "See the status",
  another: "Tell us something else",
  statusTitle: "What became of it",
  statusIntro: "Type the reference code that you were given.",
  code: "Reference code",
  codeHint: "Such as K7QF-3M9T-2XPD",
  look: "Look it up",
  codeUnknown: "We do not know this code. Please check each letter and digit.",
  codeWrong: "A reference code has twelve letters and digits, such as K7QF-3M9T-2XPD.",
  what: "What it was",
  day: "Received on",
  state: {
    received: "Received",
    recorded: "Recorded as a customer need",
    in_progress: "Being worked on",
    closed: "Closed",
  },
  stateText: {
    received: "It has arrived, and somebody will look at it.",
    recorded: "It was recorded, and the teams it concerns have been told.",
    in_progress: "A team has said that it will act on it.",
    closed: "It was looked at, and there is nothing more to do.",
  },
  mail: {
    subject: (organization: string) => `${organization} has received what you wrote`,
    lead: (organization: string) =>
      `Thank you for writing to ${organization}. It is recorded, and this is your reference code:`,
    open: "See what became of it",
    why: (organization: string) =>
      `You get this one mail because this address was given on the page of ${organization}. If that was not you, there is nothing to do.`,
  },
  // What colleagues see in chat.
  arrived: {
    feedback: (who: string) => `Feedback from ${who}`,
    complaint: (who: string) => `Complaint from ${who}`,
    praise: (who: string) => `Praise from ${who}`,
    need: (who: string) => `Need from ${who}`,
  },
  somebody: "somebody unnamed",
  customerUnknown: "not known yet",
  asPraise: "Record as praise",
  close: "Close",
  closed: "It is closed. Whoever wrote it sees that on the status page.",
  askCustomer: "Whose need is it?",
  askCustomerText: "We do not know yet which customer wrote this.",
  listTitle: (n: number) => `${number.format(n)} ${n === 1 ? "message waits" : "messages wait"} for somebody`,
  listEmpty: "Nothing waits: everything that came in was recorded or closed.",
};
