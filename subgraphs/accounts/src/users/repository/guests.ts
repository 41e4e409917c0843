import { deleteBatch, type Statements, type StatementSample } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';

/**
 * Deletes guests who came before a moment and have no session any more, a batch of them. Those who turned out to be a customer
 * are kept for as long as the customer is, and until the customer is erased everywhere; who asked about their data, for as long as that
 * is known. @returns how many
 */
export function purgeGuests(db: Statements<Tables>, before: Date, limit: number): Promise<number> {
  const old = db
    .selectFrom('users as guest')
    .leftJoin('users as customer', 'customer.id', 'guest.claimedBy')
    .select('guest.id')
    .where('guest.role', '=', 'GUEST')
    .where('guest.createdAt', '<', before)
    .where((eb) => eb.or([eb('customer.id', 'is', null), eb('customer.closedAt', 'is not', null)]))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('dataRequests')
            .select('dataRequests.id')
            .whereRef('userId', '=', 'customer.id')
            .where('completedAt', 'is', null),
        ),
      ),
    )
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('sessions').select('sessions.id').whereRef('userId', '=', 'guest.id'))),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('dataRequests').select('dataRequests.id').whereRef('userId', '=', 'guest.id'),
        ),
      ),
    );
  return deleteBatch(db, 'users', { key: 'id', old, limit, as: 'guest' });
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [(db) => purgeGuests(db, new Date(0), 1)];
