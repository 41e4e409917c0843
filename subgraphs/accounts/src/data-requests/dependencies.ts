import type { Logger } from '@cartwright/process';
import type { SecondFactorDependencies } from '../second-factors/door.ts';

/** What the use cases of requests about data are built from. */
export interface Dependencies extends SecondFactorDependencies {
  readonly logger: Logger;
  /** With what the addresses of those who were erased are hashed. */
  readonly erasedAddressesKey: string;
}
