export type DigestScheduleRow = {
  id: string;
  channelId: string;
  weekday: number;
  minuteOfDay: number;
  zone: string;
  nextAt: Date;
};

/** What digests ask of the database. */
export type DigestStore = {
  /** One schedule per channel: a new one replaces the old. */
  schedule(schedule: DigestScheduleRow): Promise<void>;
  stop(channelId: string): Promise<"stopped" | "not_scheduled">;
  byId(id: string): Promise<DigestScheduleRow | undefined>;
  /** Moves the schedule on; false when another process has done so. */
  advance(id: string, from: Date, to: Date): Promise<boolean>;
};
