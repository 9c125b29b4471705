export const answers = ["understood", "will_act", "not_ours"] as const;
export type Answer = (typeof answers)[number];

export type AnnouncementRow = {
  id: string;
  needId: string;
  teamId: string;
  team: string;
  answer: Answer | null;
  answeredBy: string | null;
  answeredAt: Date | null;
  question: boolean;
};

export type QuestionRow = {
  id: string;
  announcementId: string;
  needId: string;
  team: string;
  askedBy: string;
  text: string;
};

/** What announcements ask of the database. */
export type AnnouncementStore = {
  add(announcement: { id: string; needId: string; teamId: string }): Promise<void>;
  byId(id: string): Promise<AnnouncementRow | undefined>;
  ofNeed(needId: string): Promise<AnnouncementRow[]>;
  /** Settles it once: one UPDATE decides who was first. */
  answer(id: string, answer: Answer, memberId: string, at: Date): Promise<"answered" | "settled_already">;
  addQuestion(question: {
    id: string;
    announcementId: string;
    askedById: string;
    text: string;
  }): Promise<void>;
  question(id: string): Promise<QuestionRow | undefined>;
  /** Teams that owe an acknowledgement, with the needs they owe it for. */
  owing(): Promise<{ team: string; needs: number[]; oldest: Date }[]>;
};
