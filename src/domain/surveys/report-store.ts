/** How a wave went in one segment, against how many there are. */
export type SegmentCounts = {
  segment: string | null;
  population: number;
  sent: number;
  bounced: number;
  answered: number;
};

export type ReportCounts = {
  invited: number;
  waiting: number;
  sent: number;
  bounced: number;
  failed: number;
  withdrawn: number;
  opened: number;
  scanned: number;
  started: number;
  answered: number;
  held: number;
  commented: number;
  autoReplies: number;
  replies: number;
  expired: number;
};

/** What the report on a survey's waves asks of the database; without a wave, all of them. */
export type ReportStore = {
  reportCounts(surveyId: string, waveId: string | undefined, now: Date): Promise<ReportCounts>;
  skipsByReason(surveyId: string, waveId: string | undefined): Promise<{ reason: string; count: number }[]>;
  segments(surveyId: string, waveId: string | undefined): Promise<SegmentCounts[]>;
  waveHistogram(surveyId: string, waveId: string | undefined): Promise<{ score: number; count: number }[]>;
  segmentHistogram(
    surveyId: string,
    waveId: string | undefined,
  ): Promise<{ segment: string | null; score: number; count: number }[]>;
  localesAnswered(surveyId: string, waveId: string | undefined): Promise<{ locale: string; count: number }[]>;
};
