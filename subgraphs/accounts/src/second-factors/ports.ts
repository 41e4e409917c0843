import type { Statements, Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import type { NewLink } from '../sessions/door.ts';

/** An answer of a passkey to judge: whose it has to be, and what the browser gave as JSON. */
export interface PasskeyAnswer {
  readonly userId: string;
  readonly response: string;
}

/** What a second factor needs of passkeys, which are registered and kept elsewhere. */
export interface PasskeyChecks {
  /** How many passkeys a user has. */
  readonly count: (db: Statements<Tables>, userId: string) => Promise<number>;
  /** What one of the user's devices is to sign, once and within five minutes: what `navigator.credentials.get` takes. */
  readonly challenge: (tx: Transaction<Tables>, userId: string) => Promise<object>;
  /** How the user is proved to be themself by an answer (RFC 8176); undefined when it does not fit. */
  readonly check: (tx: Transaction<Tables>, answer: PasskeyAnswer) => Promise<string[] | undefined>;
}

/** Accounts at identity providers, as a sign-in knows them that had to wait for its second factor. */
export interface IdentityLinks {
  /** Links one to a user. @returns false when it is somebody's already */
  readonly link: (tx: Transaction<Tables>, userId: string, link: NewLink) => Promise<boolean>;
}
