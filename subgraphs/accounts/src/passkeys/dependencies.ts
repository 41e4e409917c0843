import type { SecondFactorDependencies } from '../second-factors/door.ts';
import type { RelyingParty } from './relying-party.ts';

/** How passkeys are asked for and checked. */
export interface CheckDependencies {
  readonly relyingParty: RelyingParty;
  readonly now: () => Date;
}

/** What the use cases of passkeys are built from. */
export type Dependencies = CheckDependencies & SecondFactorDependencies;
