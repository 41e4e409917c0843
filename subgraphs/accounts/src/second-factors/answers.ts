import type { ChangedFactors } from './use-cases/change-factors.ts';

/** What proves nothing, as the graph shows it. */
export const factorWrong = {
  __typename: 'SecondFactorWrongError',
  message: 'That is not right, or was used already. Please try again.',
} as const;

/** Codes that are not looked at for a while, as the graph shows them. */
export function factorPaused(retryAt: Date) {
  return {
    __typename: 'SecondFactorPausedError' as const,
    message: 'There were too many wrong codes. Use a passkey or a recovery code, or try again later.',
    retryAt,
  };
}

/** A change of somebody's factors, as the graph shows it: the session goes on with other tokens. */
export function changedFactors({ session: { user, ...tokens }, recoveryCodes }: ChangedFactors) {
  return {
    user: { ...user, isOwn: true },
    tokens,
    recoveryCodes: recoveryCodes === null ? null : [...recoveryCodes],
  };
}
