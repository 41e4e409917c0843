import { createHash } from 'node:crypto';
import { anyOf, type Transaction } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';

/** As long as it is kept that, and when, somebody was erased. */
const keptMs = 3 * 365 * 24 * 60 * 60_000;

/** Somebody who is erased. */
export interface Erased {
  /** Theirs, and those of the guests that they were. */
  readonly ids: readonly string[];
  /** Null where it was never proved to be theirs. */
  readonly provenEmail: string | null;
  readonly at: Date;
}

/** Removes somebody from the reports of files, and notes that no file is to bring them back. */
export async function forgetImported(
  tx: Transaction<Tables>,
  { ids, provenEmail, at }: Erased,
): Promise<void> {
  await tx
    .updateTable('customerImportLines')
    .set({ subject: '', messages: [] })
    .where('customerId', '=', anyOf(ids))
    .execute();
  await tx
    .deleteFrom('erasedAddresses')
    .where('erasedAt', '<', new Date(at.getTime() - keptMs))
    .execute();
  if (provenEmail === null) return;
  await tx
    .insertInto('erasedAddresses')
    .values({ emailSha256: digestOf(provenEmail), erasedAt: at })
    .onConflict((conflict) => conflict.column('emailSha256').doUpdateSet({ erasedAt: at }))
    .execute();
}

/** Whether the last who proved an address to be theirs, and had an account, was erased. */
export async function isErasedAddress(tx: Transaction<Tables>, email: string): Promise<boolean> {
  const found = await tx
    .selectFrom('erasedAddresses')
    .select('emailSha256')
    .where('emailSha256', '=', digestOf(email))
    .executeTakeFirst();
  return found !== undefined;
}

function digestOf(email: string): string {
  return createHash('sha256').update(`erased ${email}`).digest('hex');
}
