import { deleteBatch, insertRows, type Statements, type StatementSample } from '@cartwright/database';
import type { Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/** What a mail's link to unsubscribe stands for. */
export type UnsubscribeLink = Readonly<Selectable<Tables['unsubscribeLinks']>>;

/** Stores links. */
export async function insertLinks(
  db: Statements<Tables>,
  [first, ...others]: readonly UnsubscribeLink[],
): Promise<void> {
  if (first !== undefined) await insertRows(db, 'unsubscribeLinks', [first, ...others]).execute();
}

/** A link by the hash of its token; undefined when there is none. */
export function findLink(db: Statements<Tables>, tokenHash: string): Promise<UnsubscribeLink | undefined> {
  return db.selectFrom('unsubscribeLinks').selectAll().where('tokenHash', '=', tokenHash).executeTakeFirst();
}

/** Deletes links of mails that are older, a batch of them. @returns how many */
export function purgeLinks(db: Statements<Tables>, before: Date, limit: number): Promise<number> {
  const old = db.selectFrom('unsubscribeLinks').select('tokenHash').where('createdAt', '<', before);
  return deleteBatch(db, 'unsubscribeLinks', { key: 'tokenHash', old, limit });
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (db) => findLink(db, ''),
  (db) => purgeLinks(db, new Date(0), 1),
];
