import type { Attempts } from '../attempts/door.ts';
import type { Parts, Transact } from '../parts.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { SessionEnds } from './ended/session-ends.ts';
import type { Passwords } from './passwords.ts';
import type { SignInGate } from './ports.ts';

/** What opening a session needs. */
export interface OpeningDependencies {
  readonly accessTokens: AccessTokens;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Told when a use case has ended sessions. */
  readonly ends: Pick<SessionEnds, 'refresh'>;
}

/** What the use cases of sessions are built from. */
export interface Dependencies extends OpeningDependencies {
  readonly database: Pick<Parts['database'], 'statements' | 'transaction'>;
  readonly transact: Transact;
  readonly passwords: Passwords;
  readonly gate: SignInGate;
  readonly attempts: Attempts;
}
