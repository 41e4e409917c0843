import { createSeal } from '@cartwright/identity';
import type { Parts } from '../parts.ts';
import type { SignInGate } from '../sessions/door.ts';
import type { Dependencies } from './dependencies.ts';
import { challengeSignIn } from './use-cases/challenge-sign-in.ts';

/** What second factors are checked and changed with. */
export function createSecondFactors(
  parts: Parts,
  shared: Pick<Dependencies, 'accessTokens' | 'passwords' | 'ends' | 'attempts' | 'passkeyChecks' | 'links'>,
): Dependencies {
  const { database, config, now, newId } = parts;
  return {
    ...shared,
    database,
    transact: (work) => parts.messaging.transact(work),
    seal: createSeal('second factors', config.SECOND_FACTOR_KEYS),
    now,
    newId,
  };
}

/** Holds up the sign-ins of those who have a second factor. */
export function createSignInGate(dependencies: Dependencies): SignInGate {
  return { challenge: (tx, begun) => challengeSignIn(dependencies, tx, begun) };
}
