export const kinds = ["need", "expectation", "complaint", "praise"] as const;
export type NeedKind = (typeof kinds)[number];
export const horizons = ["current", "future"] as const;
export type Horizon = (typeof horizons)[number];

export type NeedRow = {
  id: string;
  number: number;
  summary: string;
  kind: NeedKind;
  horizon: Horizon;
  createdAt: Date;
  authorId: string;
  author: string;
  voices: { customer: string; words: string; responseId: string | null }[];
  themes: { id: string; en: string; es: string }[];
};

export type NeedLine = {
  id: string;
  number: number;
  summary: string;
  customers: number;
  acknowledged: number;
  asked: number;
  createdAt: Date;
};

export type NewNeed = {
  id: string;
  number: number;
  summary: string;
  kind: NeedKind;
  horizon: Horizon;
  themeIds: string[];
};

export type NewVoice = {
  id: string;
  needId: string;
  customerId: string;
  recordedById: string;
  responseId?: string | undefined;
  words: string;
};

/** What needs ask of the database. */
export type NeedStore = {
  /** The organization's next need number, 1 upward, without gaps or repeats. */
  nextNumber(): Promise<number>;
  add(need: NewNeed): Promise<void>;
  /** "taken" when this response has become a voice already. */
  addVoice(voice: NewVoice): Promise<"added" | "taken">;
  /** Empty where the words it was made of were erased. */
  setSummary(id: string, summary: string): Promise<void>;
  byId(id: string): Promise<NeedRow | undefined>;
  byNumber(number: number): Promise<NeedRow | undefined>;
  /** Newest first. */
  page(limit: number, offset: number): Promise<{ needs: NeedLine[]; total: number }>;
  /** Most customers first, then the oldest. */
  top(limit: number): Promise<NeedLine[]>;
  numberOfResponse(responseId: string): Promise<number | undefined>;
};
