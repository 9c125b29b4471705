const number = new Intl.NumberFormat("en");
const count = (n: number, one: string, many: string) => `${number.format(n)} ${n === 1 ? one : many}`;

/** The report on a pulse or one of its waves. */
export const report = {
  title: (name: string) => `${name}: report`,
  titleWave: (name: string, wave: number) => `${name}: report on wave ${number.format(wave)}`,
  verdict: (answered: number, asked: number, share: string, low: string, high: string) =>
    `${number.format(answered)} of ${number.format(asked)} answered (${share}, ${low} … ${high}).`,
  verdictSoFar: (answered: number, asked: number, share: string, low: string, high: string) =>
    `${number.format(answered)} of ${number.format(asked)} answered so far (${share}, ${low} … ${high}).`,
  nobodyAsked: "Nobody has been asked yet.",
  running: "The score of an anonymous pulse is told once the time to answer is over.",
  smallWave: "The score of this wave is not told: too few answered to keep it anonymous.",
  completion: "Of those who began",
  completionIs: (part: number, of: number, share: string) =>
    `${number.format(part)} of ${number.format(of)} finished (${share})`,
  path: "From sent to answered",
  delivered: "Delivered",
  opened: "Pages opened by people",
  scanned: "Opened by mail scanners only",
  started: "Began to answer",
  answered: "Answered",
  replies: "Replies by mail",
  autoReplies: "Automatic replies",
  waiting: "Still waiting to go out",
  withdrawn: "Not sent after all",
  segments: "By segment",
  noSegment: "no segment",
  segment: (segment: string, population: number, sent: number) =>
    `${segment}: ${count(population, "contact", "contacts")}, ${number.format(sent)} asked`,
  segmentAnswered: (answered: number, share: string) => `${number.format(answered)} answered (${share})`,
  segmentHidden: "too few to tell",
  silent: (segments: string) =>
    `Silent: nobody of ${segments} has answered. What you read here does not speak for them.`,
  unasked: (segments: string) => `Nobody of ${segments} was asked.`,
  languages: "Languages of the answers",
  unknownLanguage: "not known",
  otherWave: (wave: number) => `Wave ${number.format(wave)}`,
  allWaves: "All waves",
  howToRead:
    "The figures in brackets are 95% intervals: had chance asked others, the result could lie anywhere in there. Mails that came back do not count as asked.",
};
