import type { Seal } from '@cartwright/identity';
import type { SessionDependencies } from '../sessions/door.ts';
import type { IdentityLinks, PasskeyChecks } from './ports.ts';

/** What the use cases of second factors are built from. */
export interface Dependencies extends Omit<SessionDependencies, 'gate'> {
  readonly seal: Seal;
  readonly passkeyChecks: PasskeyChecks;
  readonly links: IdentityLinks;
}
