import type { Statements } from '@cartwright/database';
import type { Selectable } from 'kysely';
import type { Tables } from '../src/generated/tables.ts';

/** The stored notifications about a fact, or all of them, the oldest first. */
export function storedNotifications(
  db: Statements<Tables>,
  businessId?: string,
): Promise<Selectable<Tables['notifications']>[]> {
  const all = db.selectFrom('notifications').selectAll().orderBy('createdAt');
  return (businessId === undefined ? all : all.where('businessId', '=', businessId)).execute();
}
