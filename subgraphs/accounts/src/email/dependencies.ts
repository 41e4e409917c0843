import type { SecondFactorDependencies } from '../second-factors/door.ts';

/** What the use cases of e-mail addresses are built from: changing one takes the proof that it is the customer who asks. */
export type Dependencies = SecondFactorDependencies;
