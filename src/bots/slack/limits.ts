/** What Slack takes, in characters or pieces (docs.slack.dev/reference/block-kit). */
export const limits = {
  messageBlocks: 50,
  viewBlocks: 100,
  /** Slack advises 4,000 and cuts above 40,000; escaping can make it five times as long. */
  messageText: 4000,
  sectionText: 3000,
  contextText: 3000,
  /** Rich text has no documented limit: kept to a section's. */
  richText: 3000,
  header: 150,
  actionElements: 25,
  /** Our own: blocks of buttons in one message. */
  actionRows: 4,
  buttonText: 75,
  buttonValue: 2000,
  url: 3000,
  options: 100,
  optionText: 75,
  optionValue: 150,
  inputText: 3000,
  inputLabel: 2000,
  inputHint: 2000,
  viewTitle: 24,
  viewButton: 24,
  privateMetadata: 3000,
  /** Bytes of one request; Slack's own stay far below. */
  requestBody: 1024 * 1024,
};

/** What an app manifest may hold (slackapi/manifest-schema 2.0.0). */
export const manifestLimits = {
  name: 35,
  description: 140,
  longDescription: { min: 175, max: 4000 },
  displayName: 80,
  slashCommands: 50,
  command: 32,
};
