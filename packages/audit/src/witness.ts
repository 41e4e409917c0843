import type { Domain } from '@cartwright/events';
import { execute, onMessage, type MessageHandler, type SqlTransaction } from '@cartwright/messaging';
import { chainGrew, type StaffActed } from './staff-acted.ts';

type Head = Pick<StaffActed, 'position' | 'hash'>;

const insertWitness = `
INSERT INTO audit.witnesses (domain, position, hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;

/** Keeps the head of another domain's chain, so that what is cut off or written anew there is seen. */
export async function witness(tx: SqlTransaction, domain: Domain, { position, hash }: Head): Promise<void> {
  await execute(tx, insertWitness, domain, position, hash);
}

/** What a domain hears of the chain that it witnesses and that nobody tells it more of. */
export function witnessing<Tx extends SqlTransaction>(domain: Domain): MessageHandler<Tx>[] {
  if (!chainGrew.readers.includes(domain)) return [];
  const keep = async ({ data }: { readonly data: Head }, tx: Tx) => {
    await witness(tx, chainGrew.source, data);
    return [];
  };
  return [onMessage(chainGrew, keep)];
}

/** The statements that `npm run check` prepares on the migrated schema. @public */
export const statements = { insertWitness };
