/** Every expected refusal; each code is a sentence in the catalogues and an HTTP status in `statusOf`. */
export type ErrorCode = keyof typeof statusOf;

/** The HTTP status that goes with each refusal. */
export const statusOf = {
  not_allowed: 403,
  workspace_unknown: 403,
  unknown_command: 404,
  invalid_input: 422,
  already_done: 409,
  customer_not_found: 404,
  customer_exists: 409,
  contact_exists: 409,
  member_not_found: 404,
  last_admin: 409,
  channel_needed: 422,
  team_not_found: 404,
  team_name_taken: 409,
  theme_not_found: 404,
  need_not_found: 404,
  announcement_not_found: 404,
  response_not_found: 404,
  response_recorded: 409,
  survey_not_found: 404,
  survey_name_taken: 409,
  survey_already_launched: 409,
  survey_not_open: 409,
  survey_audience_empty: 422,
  survey_instrument_differs: 409,
  digest_not_scheduled: 404,
  delivery_not_found: 404,
  contact_not_found: 404,
  intake_not_found: 404,
  intake_recorded: 409,
  intake_closed: 409,
  logo_unknown: 422,
  logo_too_large: 413,
  link_unknown: 404,
  link_expired: 410,
  survey_closed: 410,
  link_used: 410,
  score_out_of_range: 422,
  nonce_invalid: 403,
  comment_too_long: 422,
  survey_changed_meanwhile: 409,
  survey_not_paused: 409,
  response_not_held: 409,
  response_final: 409,
  question_not_yours: 403,
  wave_not_found: 404,
  question_unreadable: 422,
  timing_incomplete: 422,
} as const satisfies Record<string, number>;

/** An expected refusal, shown to the person in their language; `params` fill the sentence. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly params: Record<string, string>;
  constructor(code: ErrorCode, params: Record<string, string> = {}) {
    super(code);
    this.name = "DomainError";
    this.code = code;
    this.params = params;
  }
}
