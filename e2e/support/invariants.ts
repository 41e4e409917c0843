import type { TestStore } from '@cartwright/testing';
import { Client } from 'pg';

type Domain = Parameters<TestStore['databaseUrl']>[0];

/** One thing that must hold over all databases, as a query for what breaks it. */
interface Invariant {
  readonly name: string;
  readonly domain: Domain;
  readonly sql: string;
}

const invariants: readonly Invariant[] = [
  {
    name: 'every accepted order ends CONFIRMED or CANCELLED',
    domain: 'orders',
    sql: `SELECT id, status, step FROM orders
          WHERE status NOT IN ('CONFIRMED', 'CANCELLED', 'SHIPPED', 'DELIVERED')`,
  },
  {
    name: 'one idempotency key stands for one order',
    domain: 'orders',
    sql: `SELECT order_id FROM idempotency_keys WHERE completed_at IS NOT NULL GROUP BY order_id HAVING count(*) > 1`,
  },
  {
    name: 'a timeline has no gaps',
    domain: 'orders',
    sql: `SELECT order_id FROM timeline_entries GROUP BY order_id HAVING max(version) <> count(*)`,
  },
  {
    name: 'available + reserved + sold = received',
    domain: 'products',
    sql: `SELECT variant_id FROM stock WHERE available + reserved + sold <> received`,
  },
  {
    name: 'nothing stays reserved',
    domain: 'products',
    sql: `SELECT variant_id, reserved FROM stock WHERE reserved <> 0`,
  },
  {
    name: 'one notification per order and type',
    domain: 'notifications',
    sql: `SELECT order_id, type FROM notifications WHERE order_id IS NOT NULL
          GROUP BY order_id, type, channel HAVING count(*) > 1`,
  },
  ...(['accounts', 'products', 'carts', 'orders', 'payments', 'notifications'] as const).flatMap((domain) => [
    {
      name: 'the outbox is drained',
      domain,
      sql: `SELECT type FROM messaging.outbox WHERE published_at IS NULL`,
    },
    {
      name: 'nothing is parked',
      domain,
      sql: `SELECT type, reason FROM messaging.parked_messages WHERE resolved_at IS NULL`,
    },
  ]),
];

/** What the provider's own ledger holds for one order; a live charge is captured and not refunded. */
interface LedgerOrder {
  readonly orderReference: string;
  readonly liveCharges: number;
}

/** Everything that is wrong with a store at rest, in sentences; empty when all invariants hold. */
export async function violations(store: TestStore): Promise<string[]> {
  const found = await Promise.all(invariants.map((invariant) => check(store, invariant)));
  return [...found.flat(), ...(await checkCharges(store))];
}

async function check(store: TestStore, { name, domain, sql }: Invariant): Promise<string[]> {
  const rows = await query(store, domain, sql);
  return rows.length === 0 ? [] : [`${domain}: ${name}, but: ${JSON.stringify(rows.slice(0, 5))}`];
}

/** A confirmed order is charged exactly once, any other not at all: by the provider's books, not ours. */
async function checkCharges(store: TestStore): Promise<string[]> {
  const orders = await query(store, 'orders', `SELECT id, status FROM orders`);
  const response = await fetch(`${store.simulatorUrl}/v1/ledger`);
  const ledger = (await response.json()) as { orders: LedgerOrder[] };
  const charges = new Map(ledger.orders.map((entry) => [entry.orderReference, entry.liveCharges]));
  return orders.flatMap(({ id, status }) => {
    const live = charges.get(String(id)) ?? 0;
    const due = status === 'CANCELLED' ? 0 : 1;
    return live === due ? [] : [`order ${String(id)} is ${String(status)} with ${String(live)} live charges`];
  });
}

async function query(store: TestStore, domain: Domain, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: store.databaseUrl(domain) });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
