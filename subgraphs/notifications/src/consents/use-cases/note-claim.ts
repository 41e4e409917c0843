import type { Transaction } from '@cartwright/database';
import type { consentClaimed, DataOf } from '@cartwright/events';
import type { Tables } from '../../generated/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { latestConsents, lockAddresses } from '../repository/consents.ts';
import { say } from './say.ts';

/**
 * Puts on record what a file claims of a newsletter. What the address's owner has said themselves stands; what a file has said, a later
 * one may change; that a file says no of somebody of whom nothing is known says nothing.
 */
export async function noteClaim(
  dependencies: Pick<Dependencies, 'newId' | 'now' | 'onWithdrawn'>,
  tx: Transaction<Tables>,
  { customerId: userId, email, newsletter, source }: DataOf<typeof consentClaimed>,
): Promise<void> {
  await lockAddresses(tx, [email]);
  const latest = (await latestConsents(tx, [email])).find(({ kind }) => kind === 'NEWSLETTER');
  if (latest === undefined ? !newsletter : latest.source !== 'FILE') return;
  await say(dependencies, tx, { email, userId, source, kinds: { NEWSLETTER: newsletter } });
}
