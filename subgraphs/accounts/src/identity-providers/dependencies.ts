import type { SecondFactorDependencies } from '../second-factors/door.ts';
import type { SignInGate } from '../sessions/door.ts';
import type { IdentityProvider } from './config.ts';
import type { ProviderClient } from './ports.ts';

/** What the use cases of identity providers are built from. */
export interface Dependencies extends SecondFactorDependencies {
  readonly gate: SignInGate;
  readonly client: ProviderClient;
  readonly providers: readonly IdentityProvider[];
  /** Where providers may send people back to, to the letter. */
  readonly redirectUris: ReadonlySet<string>;
}
