/** One post in the browser workspace; `card` is a Card as the bot said it. */
export type PostRow = {
  id: string;
  channelId: string | null;
  authorId: string | null;
  author: string | null;
  visibleToId: string | null;
  text: string | null;
  card: unknown;
  edited: boolean;
  createdAt: Date;
};

export type NewPost = {
  id: string;
  channelId?: string | undefined;
  authorId?: string | undefined;
  /** Only this member sees it: a direct message, or a reply meant for them alone. */
  visibleToId?: string | undefined;
  text?: string | undefined;
  card?: unknown;
};

export type MailRow = {
  id: string;
  messageId: string;
  recipient: string;
  subject: string;
  text: string;
  html: string;
  createdAt: Date;
};

/** What the browser workspace asks of the database. */
export type WorkspaceStore = {
  addPost(post: NewPost): Promise<void>;
  /** Replaces a post's card where it stands; false when there is no such post. */
  updatePost(id: string, card: unknown): Promise<boolean>;
  /** The latest posts, oldest first: of a channel, or (without one) of the member's talk with the bot. */
  posts(view: { channelId?: string | undefined; memberId: string }, limit: number): Promise<PostRow[]>;
  /** Keeps a mail once per Message-ID. */
  addMail(mail: Omit<MailRow, "createdAt">): Promise<void>;
  mails(limit: number): Promise<MailRow[]>;
  mail(id: string): Promise<MailRow | undefined>;
};
