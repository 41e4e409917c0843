import type { StatementSample, Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/** How many mails were stored within the last hour for each of some mailboxes (`mailboxOf`); those held back do not count. */
export async function countMails(
  tx: Transaction<Tables>,
  mailboxes: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom(
      sql<{ mailbox: string }>`unnest(${[...new Set(mailboxes)]}::text[])`.as<'asked'>(sql`asked(mailbox)`),
    )
    .innerJoin('notifications', (join) => join.on(mailbox, '=', (eb) => eb.ref('asked.mailbox')))
    .where('createdAt', '>', sql<Date>`now() - interval '1 hour'`)
    .where('state', '<>', 'FAILED')
    .groupBy('asked.mailbox')
    .select(['asked.mailbox', sql<number>`count(*)::int4`.as('count')])
    .execute();
  return new Map(rows.map(({ mailbox, count }) => [mailbox, count]));
}

/** `mailboxOf` in SQL, as the index has it. */
const mailbox = sql<string>`regexp_replace(recipient, '\\+[^@]*@', '@')`;

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [(tx) => countMails(tx, ['sam@example.com'])];
