import { staffActed, witness } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import { domains, type Domain } from '@cartwright/events';
import { onMessage, type MessageHandler } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import { addToTrail } from './repository.ts';

/** What staff did to each domain, and were refused. */
export const consumes: MessageHandler<Transaction<Tables>>[] = domains.map(onActed);

/** Orders' own chain is witnessed by accounts. */
function onActed(domain: Domain): MessageHandler<Transaction<Tables>> {
  return onMessage(staffActed(domain), async ({ data }, tx: Transaction<Tables>) => {
    await addToTrail(tx, domain, data);
    if (domain !== 'orders') await witness(tx, domain, data);
    return [];
  });
}
