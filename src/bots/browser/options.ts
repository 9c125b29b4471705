import type { Router } from "express";
import type { Store } from "../../domain/context.js";
import type { Locale } from "../../domain/customers/store.js";
import type { Dispatch } from "../command.js";

/** The organization that the workspace shows. */
export type ShownOrganization = { id: string; name: string; isExample: boolean };

export type BrowserOptions = {
  /** The application, or a router mounted at its root. */
  router: Router;
  dispatch: Dispatch;
  storeOf(organizationId: string): Store;
  /** Undefined while the database is empty. */
  organization(): Promise<ShownOrganization | undefined>;
  start: {
    /** Begins an organization with this person as its admin; a second call at the same time may do nothing. */
    empty(beginning: { name: string; locale: Locale; person: string; zone: string }): Promise<void>;
    example(locale: Locale): Promise<void>;
  };
  /** Calls the listener whenever something was posted; returns how to stop that. */
  onChange(listener: (organizationId: string) => void): () => void;
  newId(): string;
  now(): Date;
  /** The key of the cross-site tokens and of the cookie of those who know the access secret. */
  secret: Buffer;
  /** LOCAL_CHAT_SECRET: whoever knows it may come from anywhere; without it only this machine may. */
  accessSecret?: string | undefined;
  /** With an access secret: the only Host names that are answered; undefined means any. */
  trustedHosts?: string[] | undefined;
  log: { error(details: object, message: string): void };
};
