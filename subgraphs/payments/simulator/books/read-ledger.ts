import type { Statements, StatementSample } from '@cartwright/database';
import { sql, type Expression, type NotNull, type QueryCreator, type RawBuilder } from 'kysely';
import type { SimulatorTables } from '../tables.ts';

type Db = Statements<SimulatorTables>;
type EntryKind = SimulatorTables['simulator.entries']['kind'];

/** What the books say of one order, amounts in minor units. */
export interface OrderLedger {
  readonly orderReference: string;
  readonly payments: number;
  readonly authorizedMinor: number;
  readonly capturedMinor: number;
  readonly voidedMinor: number;
  readonly refundedMinor: number;
  /** Payments that are captured and not wholly refunded. */
  readonly liveCharges: number;
  /** Payments that are authorised and neither captured nor voided. */
  readonly liveAuthorizations: number;
}

/** The books, for audits. */
export interface Ledger {
  readonly summary: Omit<OrderLedger, 'orderReference'> & { readonly orders: number };
  readonly orders: readonly OrderLedger[];
}

/** Adds the books up. @param orderReference of one order; null for all */
export async function readLedger(db: Db, orderReference: string | null): Promise<Ledger> {
  const orders = await readOrders(db, orderReference);
  const total = (field: Exclude<keyof OrderLedger, 'orderReference'>) =>
    orders.reduce((sum, order) => sum + order[field], 0);
  const summary = {
    orders: orders.length,
    payments: total('payments'),
    authorizedMinor: total('authorizedMinor'),
    capturedMinor: total('capturedMinor'),
    voidedMinor: total('voidedMinor'),
    refundedMinor: total('refundedMinor'),
    liveCharges: total('liveCharges'),
    liveAuthorizations: total('liveAuthorizations'),
  };
  return { summary, orders };
}

/** From the entries, and not from the state that the payments say they have. */
function readOrders(db: Db, orderReference: string | null): Promise<OrderLedger[]> {
  return db
    .with('booked', bookedPerPayment)
    .selectFrom('simulator.payments as p')
    .leftJoin('booked as b', 'b.reference', 'p.reference')
    .where('p.orderReference', 'is not', null)
    .$if(orderReference !== null, (query) => query.where('p.orderReference', '=', orderReference))
    .groupBy('p.orderReference')
    .orderBy('p.orderReference')
    .select(({ fn }) => [
      'p.orderReference',
      whole(fn.countAll()).as('payments'),
      whole(fn.sum('b.authorizedMinor')).as('authorizedMinor'),
      whole(fn.sum('b.capturedMinor')).as('capturedMinor'),
      whole(fn.sum('b.voidedMinor')).as('voidedMinor'),
      whole(fn.sum('b.refundedMinor')).as('refundedMinor'),
      whole(fn.sum('b.captures').filterWhere('p.state', '!=', 'refunded')).as('liveCharges'),
      whole(fn.sum('b.open').filterWhere('b.open', '>', 0)).as('liveAuthorizations'),
    ])
    .$narrowType<{ orderReference: NotNull }>()
    .execute();
}

function bookedPerPayment(db: QueryCreator<SimulatorTables>) {
  return db
    .selectFrom('simulator.entries')
    .groupBy('reference')
    .select(({ fn, eb }) => {
      const amount = (kind: EntryKind) => whole(fn.sum('amountMinor').filterWhere('kind', '=', kind));
      const count = (kind: EntryKind) => whole(fn.countAll().filterWhere('kind', '=', kind));
      return [
        'reference',
        amount('authorization').as('authorizedMinor'),
        amount('capture').as('capturedMinor'),
        amount('void').as('voidedMinor'),
        amount('refund').as('refundedMinor'),
        count('capture').as('captures'),
        eb(eb(count('authorization'), '-', count('capture')), '-', count('void')).as('open'),
      ];
    });
}

/** A sum or a count as a number; 0 when there is nothing to add. */
function whole(aggregate: Expression<unknown>): RawBuilder<number> {
  return sql`coalesce(${aggregate}, 0)::bigint`;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<SimulatorTables>[] = [
  (tx) => readOrders(tx, null),
  (tx) => readOrders(tx, ''),
];
