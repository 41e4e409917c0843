import { createHmac } from 'node:crypto';
import { anyOf, type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';

/** As long as it is kept that, and when, somebody was erased. */
const keptMs = 3 * 365 * 24 * 60 * 60_000;

/** Somebody who is erased. */
export interface Erased {
  /** Theirs, and those of the guests that they were. */
  readonly ids: readonly string[];
  /** The address of their account; null for a guest. */
  readonly email: string | null;
  /** Whether it was proved to be theirs. */
  readonly isProved: boolean;
  readonly at: Date;
}

/** Removes somebody from the reports of files, and notes that no file is to bring them back. */
export async function forgetImported(
  tx: Transaction<Tables>,
  { ids, email, isProved, at }: Erased,
  key: string,
): Promise<void> {
  await tx
    .updateTable('customerImportLines')
    .set({ subject: '', messages: [] })
    .where('customerId', '=', anyOf(ids))
    .execute();
  if (email === null) return;
  await tx
    .updateTable('customerImportLines')
    .set({ subject: '', messages: [] })
    .where('subject', '=', email)
    .where('customerId', 'is', null)
    .execute();
  if (!isProved) return;
  await tx
    .insertInto('erasedAddresses')
    .values({ emailHash: hashOf(email, key), erasedAt: at })
    .onConflict((conflict) => conflict.column('emailHash').doUpdateSet({ erasedAt: at }))
    .execute();
}

/** What reports of files say of somebody; of lines that found nobody those of an address that is proved to be theirs. */
export async function importedLinesOf(
  tx: Transaction<Tables>,
  { ids, provenEmail }: { readonly ids: readonly string[]; readonly provenEmail: string | null },
) {
  return tx
    .selectFrom('customerImportLines as line')
    .innerJoin('customerImports as import', 'import.id', 'line.importId')
    .select(['import.createdAt', 'line.line', 'line.outcome', 'line.subject', 'line.messages'])
    .where((eb) =>
      eb.or([
        eb('line.customerId', '=', anyOf(ids)),
        eb.and([eb('line.customerId', 'is', null), eb('line.subject', '=', provenEmail)]),
      ]),
    )
    .orderBy('import.createdAt')
    .orderBy('line.importId')
    .orderBy('line.line')
    .execute();
}

/** An address, and when it is asked about. */
export interface AskedAddress {
  readonly email: string;
  readonly key: string;
  readonly now: Date;
}

/** Whether the last who proved an address to be theirs was erased in the last three years. */
export async function isErasedAddress(
  tx: Transaction<Tables>,
  { email, key, now }: AskedAddress,
): Promise<boolean> {
  const found = await tx
    .selectFrom('erasedAddresses')
    .select('emailHash')
    .where('emailHash', '=', hashOf(email, key))
    .where('erasedAt', '>=', keptFrom(now))
    .executeTakeFirst();
  return found !== undefined;
}

/** Forgets who was erased more than three years ago. */
export async function purgeErasedAddresses(db: Statements<Tables>, now: Date): Promise<void> {
  await db.deleteFrom('erasedAddresses').where('erasedAt', '<', keptFrom(now)).execute();
}

function keptFrom(now: Date): Date {
  return new Date(now.getTime() - keptMs);
}

function hashOf(email: string, key: string): string {
  return createHmac('sha256', key).update(email).digest('hex');
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => forgetImported(tx, { ids: [], email: '', isProved: true, at: new Date(0) }, ''),
  (tx) => importedLinesOf(tx, { ids: [], provenEmail: '' }),
  (tx) => isErasedAddress(tx, { email: '', key: '', now: new Date(0) }),
  (db) => purgeErasedAddresses(db, new Date(0)),
];
