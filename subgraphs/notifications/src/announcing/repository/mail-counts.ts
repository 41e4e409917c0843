import type { StatementSample, Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import type { RecentMails } from '../rules/mail-limit.ts';

/** How many mails of each type the addresses of some mailboxes (`mailboxOf`) got within the last hour; those held back do not count. */
export async function countMails(
  tx: Transaction<Tables>,
  mailboxes: readonly string[],
): Promise<readonly RecentMails[]> {
  if (mailboxes.length === 0) return [];
  await lockMailboxes(tx, mailboxes);
  const { rows } = await sql<RecentMails>`
    SELECT recipient, type, count(*)::int4 AS count
    FROM unnest(${[...new Set(mailboxes)]}::text[]) AS asked(mailbox)
    JOIN notifications ON regexp_replace(recipient, '\\+[^@]*@', '@') = asked.mailbox
    WHERE created_at > now() - interval '1 hour' AND state <> 'FAILED'
    GROUP BY recipient, type
  `.execute(tx);
  return rows;
}

/**
 * Else transactions that run side by side would each see room for one more. All take these locks in one order, after those of users
 * and before any other but those of messages that come a second time: of two that then wait for each other, one is done again.
 */
async function lockMailboxes(tx: Transaction<Tables>, mailboxes: readonly string[]): Promise<void> {
  const names = [...new Set(mailboxes)].toSorted();
  await sql`
    SELECT pg_advisory_xact_lock(hashtextextended('mailbox ' || name, 0)) FROM unnest(${names}::text[]) AS name
  `.execute(tx);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [(tx) => countMails(tx, ['sam@example.com'])];
