import {
  changeLater,
  insertOnce,
  insertRows,
  type Rows,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import { sql, type Insertable, type Selectable, type SqlBool } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { SimulatorTables } from '../tables.ts';

type Db = Statements<SimulatorTables>;
type Webhook = Selectable<SimulatorTables['simulator.webhooks']>;

/** An event that is being delivered. */
export type PendingWebhook = Pick<Webhook, 'id' | 'body' | 'attempts'>;

/** An event that is to be sent. */
export interface NewWebhook {
  readonly event: object;
  readonly deliverAt: Date;
}

/** Stores events that are to be delivered, with what the transaction sends next. */
export async function enqueueWebhooks(
  tx: Transaction<SimulatorTables>,
  webhooks: readonly NewWebhook[],
): Promise<void> {
  const [first, ...others] = webhooks.map(({ event, deliverAt }) => {
    return { id: uuidv7(), body: JSON.stringify(event), deliverAt };
  });
  if (first !== undefined) await changeLater(tx, insertWebhooks.queryFor(tx, [first, ...others]));
}

type NewRow = Insertable<SimulatorTables['simulator.webhooks']>;

const insertWebhooks = insertOnce((tx: Db, webhooks: Rows<NewRow>) =>
  insertRows(tx, 'simulator.webhooks', webhooks),
);

/** Leases up to 20 events that are due, in their order. */
export function claimWebhooks(
  db: Db,
  { now, leaseEndsAt }: { readonly now: Date; readonly leaseEndsAt: Date },
): Promise<PendingWebhook[]> {
  return db
    .with('claimed', (claiming) =>
      claiming
        .updateTable('simulator.webhooks')
        .set((eb) => ({ attempts: eb('attempts', '+', 1), deliverAt: leaseEndsAt }))
        .where((eb) => {
          const due = eb
            .selectFrom('simulator.webhooks')
            .select('id')
            .where('deliveredAt', 'is', null)
            .where('deliverAt', '<=', now)
            .orderBy('deliverAt')
            .orderBy('id')
            .limit(20)
            .forUpdate()
            .skipLocked();
          return sql<SqlBool>`id = any(array${due})`; // PostgreSQL assumes ten, and of a limit it does not know a tenth of all
        })
        .returning(['id', 'body', 'attempts']),
    )
    .selectFrom('claimed')
    .select(['id', 'body', 'attempts'])
    .orderBy('id')
    .execute();
}

/** Stores what became of a delivery: that it was taken, or when it is retried. */
export async function updateWebhook(
  db: Db,
  id: string,
  change: Partial<Pick<Webhook, 'deliveredAt' | 'deliverAt'>>,
): Promise<void> {
  await db.updateTable('simulator.webhooks').set(change).where('id', '=', id).execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<SimulatorTables>[] = [
  (tx) => enqueueWebhooks(tx, [{ event: {}, deliverAt: new Date(0) }]),
  (tx) => claimWebhooks(tx, { now: new Date(0), leaseEndsAt: new Date(0) }),
  (tx) => updateWebhook(tx, '', { deliveredAt: new Date(0) }),
  (tx) => updateWebhook(tx, '', { deliverAt: new Date(0) }),
];
