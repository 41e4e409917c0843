import type { Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import type { UserRecord } from '../users/door.ts';

/** With what a sign-in can be finished. */
export type SecondFactorMethod = 'TOTP' | 'PASSKEY' | 'RECOVERY_CODE';

/** An account at an identity provider that is to sign its user in from now on. */
export interface NewLink {
  readonly provider: string;
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
}

/** A sign-in that got as far as the second factor. */
export interface BegunSignIn {
  readonly user: UserRecord;
  /** The guest who signs in; null when it is none. */
  readonly guestId: string | null;
  /** The stored hash of the password that was given; null where none was. */
  readonly passwordHash: string | null;
  /** How the user has proved who they are so far (RFC 8176). */
  readonly authenticationMethods: readonly string[];
  /** What is linked once the factor was right; left out where nothing is. */
  readonly link?: NewLink | undefined;
}

/** What is asked for beside the password. */
export interface SecondFactorChallenge {
  /** What the answer has to name; opaque. */
  readonly challenge: string;
  readonly methods: readonly SecondFactorMethod[];
  /** What `navigator.credentials.get` takes; null for who has no passkey. */
  readonly passkeyOptions: object | null;
  readonly expiresAt: Date;
}

/** Says what a sign-in still needs. */
export interface SignInGate {
  /** Null for a user without a second factor, who is in. */
  readonly challenge: (tx: Transaction<Tables>, begun: BegunSignIn) => Promise<SecondFactorChallenge | null>;
}
