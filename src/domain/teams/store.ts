export type ThemeRow = { id: string; key: string; en: string; es: string; stems: string[] };
export type TeamRow = {
  id: string;
  name: string;
  channelId: string;
  channel: string;
  platform: string;
  themes: ThemeRow[];
};

/** What teams and themes ask of the database. */
export type TeamStore = {
  list(): Promise<TeamRow[]>;
  themes(): Promise<ThemeRow[]>;
  addThemes(themes: ThemeRow[]): Promise<void>;
  ofChannel(channelId: string): Promise<TeamRow | undefined>;
  /** Makes a channel a team's, or renames the team it has; "name_taken" by another channel's team. */
  set(team: { id: string; name: string; channelId: string }): Promise<{ id: string } | "name_taken">;
  setThemes(teamId: string, themeIds: string[]): Promise<void>;
};
