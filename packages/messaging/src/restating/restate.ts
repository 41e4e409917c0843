import type { Messaging } from '../messaging.ts';
import type { Send } from '../outbox/transact.ts';
import { execute, query, type SqlTransaction } from '../store/sql.ts';

/** Where a page of what is announced begins, and how long it is at most. */
export interface RestatedPage {
  /** The last id of the page before; undefined for the first page. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** What a domain announces once more to those whose copy of it began later. */
export interface Restatement<Tx extends SqlTransaction> {
  /** Its row in `messaging.restatements`; without one there is nothing to do. */
  readonly name: string;
  /**
   * Announces a page, in the order of ids, and gives the ids. What it sends must not undo what is newer: it carries the present
   * version, read under a lock or raised in this transaction.
   */
  readonly announce: (tx: Tx, send: Send, page: RestatedPage) => Promise<readonly string[]>;
}

/** What came of a page: it was announced, all is announced, or another replica is at it. */
export type RestatedPageOutcome = 'announced' | 'finished' | 'busy';

/** Enough to be quick, and few enough for other messages to pass between two pages. */
const pageSize = 200;

const lockWork = `
SELECT position FROM messaging.restatements WHERE name = $1 AND finished_at IS NULL FOR UPDATE SKIP LOCKED`;

const findWork = `
SELECT 1 AS found FROM messaging.restatements WHERE name = $1 AND finished_at IS NULL`;

const keepPosition = `
UPDATE messaging.restatements SET position = $2 WHERE name = $1`;

const finish = `
UPDATE messaging.restatements SET finished_at = now() WHERE name = $1`;

/** Announces the next page in one transaction with its position, so that it goes on there whenever it is interrupted. */
export async function restatePage<Tx extends SqlTransaction>(
  messaging: Pick<Messaging<Tx>, 'transact'>,
  { name, announce }: Restatement<Tx>,
): Promise<RestatedPageOutcome> {
  return messaging.transact(async (tx, send) => {
    const [work] = await query<{ position: string | null }>(tx, lockWork, name);
    if (work === undefined) return (await query(tx, findWork, name)).length > 0 ? 'busy' : 'finished';
    const ids = await announce(tx, send, { after: work.position ?? undefined, limit: pageSize });
    const last = ids.at(-1);
    if (last !== undefined) await execute(tx, keepPosition, name, last);
    if (ids.length === pageSize) return 'announced';
    await execute(tx, finish, name);
    return 'finished';
  });
}

/** The statements that `npm run check` prepares on the migrated schema. @public */
export const statements = { lockWork, findWork, keepPosition, finish };
