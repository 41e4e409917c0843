import type { Transaction } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';

/**
 * Forgets what a user has enrolled to sign in with since a moment, and the sign-ins that wait. Recovery codes do not say since when
 * they are, so that all of them go.
 */
export async function forgetEnrolled(tx: Transaction<Tables>, userId: string, since: Date): Promise<void> {
  for (const table of ['passkeys', 'identities', 'totpFactors'] as const)
    await tx.deleteFrom(table).where('userId', '=', userId).where('createdAt', '>=', since).execute();
  for (const table of [
    'recoveryCodes',
    'signInChallenges',
    'passkeyChallenges',
    'identityProviderSignIns',
  ] as const)
    await tx.deleteFrom(table).where('userId', '=', userId).execute();
}
