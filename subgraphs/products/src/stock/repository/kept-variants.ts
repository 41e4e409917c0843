import { anyOf, type StatementSample, type Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';

/** Those of some variants, locked, that orders hold or held. Lines of reservations are looked through: it is for what staff do rarely. */
export async function findOrdered(tx: Transaction<Tables>, variantIds: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('stock as s')
    .select('s.variantId')
    .where('s.variantId', '=', anyOf(variantIds))
    .where((eb) =>
      eb.or([
        eb('s.sold', '>', 0),
        eb('s.reserved', '>', 0),
        eb.exists(
          eb
            .selectFrom('reservationLines as line')
            .select('line.orderId')
            .whereRef('line.variantId', '=', 's.variantId'),
        ),
        // Orders hold the parts of a bundle.
        eb.exists(
          eb
            .selectFrom('orderedBundles as bundle')
            .select('bundle.bundleId')
            .whereRef('bundle.bundleId', '=', 's.variantId'),
        ),
      ]),
    )
    .execute();
  return rows.map(({ variantId }) => variantId);
}

/** Those of some variants, locked, of which suppliers are to bring pieces, or of which pieces are on their way to a location. */
export async function findAwaited(tx: Transaction<Tables>, variantIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ readonly variantId: string }>`
    SELECT variant_id AS "variantId" FROM inbound_shipment_lines WHERE variant_id = ${anyOf(variantIds)} AND NOT ended
    UNION SELECT line.variant_id FROM stock_transfer_lines AS line JOIN stock_transfers AS t ON t.id = line.transfer_id
      WHERE line.variant_id = ${anyOf(variantIds)} AND t.status = 'IN_TRANSIT' ORDER BY 1`.execute(tx);
  return rows.map(({ variantId }) => variantId);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => findOrdered(tx, ['']),
  (tx) => findAwaited(tx, ['']),
];
