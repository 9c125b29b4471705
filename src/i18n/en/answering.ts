/** A question that is put to somebody in chat. */
export const answering = {
  title: (organization: string) => `${organization} would like your opinion`,
  anchors: (low: string, high: string) => `${low} – ${high}`,
  anchor: (score: number, label: string) => `${score}: ${label}`,
  youAnswered: (choice: string) => `You answered: ${choice}`,
  answeredAnonymously: "You have answered. Thank you; nobody can see what.",
  changeable: "Within a day you can change it here.",
  closed: "The time to answer is over.",
  recorded: (choice: string) => `Your answer is recorded: ${choice}.`,
  thanks: "Thank you. We have what you told us, too.",
};
