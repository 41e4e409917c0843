import type { TestStore } from '@cartwright/testing';
import { Client } from 'pg';

type Domain = Parameters<TestStore['databaseUrl']>[0];

const domains: readonly Domain[] = ['accounts', 'products', 'carts', 'orders', 'payments', 'notifications'];

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
    name: 'nothing is negative',
    domain: 'products',
    sql: `SELECT variant_id FROM stock WHERE least(available, reserved, sold, received) < 0`,
  },
  {
    name: 'what is reserved and sold is what the reservations say',
    domain: 'products',
    sql: `SELECT variant_id, reserved, sold FROM stock LEFT JOIN (
            SELECT variant_id, sum(quantity) FILTER (WHERE status = 'reserved') AS held,
              sum(quantity) FILTER (WHERE status = 'committed') AS committed
            FROM reservation_lines JOIN reservations USING (order_id) GROUP BY variant_id
          ) AS lines USING (variant_id)
          WHERE reserved <> coalesce(held, 0) OR sold <> coalesce(committed, 0)`,
  },
  {
    name: 'a cancelled order holds neither stock nor money, a confirmed one both',
    domain: 'orders',
    sql: `SELECT id, status, stock, payment FROM orders
          WHERE (status = 'CANCELLED' AND (stock NOT IN ('none', 'refused', 'released')
              OR payment NOT IN ('none', 'declined', 'voided', 'refunded')))
            OR (status = 'CONFIRMED' AND (stock <> 'committed' OR payment <> 'captured'))`,
  },
  {
    name: 'one payment per order, with one receipt when it is captured',
    domain: 'payments',
    sql: `SELECT p.order_id, p.state FROM payments p LEFT JOIN receipts r ON r.payment_id = p.id
          WHERE (p.state = 'CAPTURED' AND (r.payment_id IS NULL OR r.amount_minor <> p.amount_minor))
            OR p.order_id IN (SELECT order_id FROM payments GROUP BY order_id HAVING count(*) > 1)`,
  },
  {
    name: 'every notification is sent',
    domain: 'notifications',
    sql: `SELECT order_id, type, state, last_error FROM notifications WHERE state <> 'SENT'`,
  },
  {
    name: 'one notification per order and type',
    domain: 'notifications',
    sql: `SELECT order_id, type FROM notifications WHERE order_id IS NOT NULL
          GROUP BY order_id, type, channel HAVING count(*) > 1`,
  },
  ...domains.map((domain) => ({
    name: 'the outbox is drained',
    domain,
    sql: `SELECT type FROM messaging.outbox WHERE published_at IS NULL`,
  })),
];

/** What the provider's own ledger holds for one order; a live charge is captured and not refunded. */
interface LedgerOrder {
  readonly orderReference: string;
  readonly liveCharges: number;
  readonly liveAuthorizations: number;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
}

/** What a test knows that the databases do not. */
export interface Knowledge {
  /** The parts of an envelope by which a message that was meant to be parked is known. */
  readonly poison?: readonly string[];
}

/** Everything that is wrong with a store at rest, in sentences; empty when all invariants hold. */
export async function violations(store: TestStore, { poison = [] }: Knowledge = {}): Promise<string[]> {
  const found = await Promise.all([
    ...invariants.map((invariant) => check(store, invariant)),
    ...domains.map((domain) => checkParked(store, domain, poison)),
    ...conversations.map((conversation) => checkConversation(store, conversation)),
    checkCharges(store),
    checkReservations(store),
    checkNotifications(store),
  ]);
  return found.flat();
}

async function check(store: TestStore, { name, domain, sql }: Invariant): Promise<string[]> {
  const rows = await query(store, domain, sql);
  return rows.length === 0 ? [] : [`${domain}: ${name}, but: ${JSON.stringify(rows.slice(0, 5))}`];
}

async function checkParked(store: TestStore, domain: Domain, poison: readonly string[]): Promise<string[]> {
  const rows = await query(
    store,
    domain,
    `SELECT type, business_id, reason, envelope FROM messaging.parked_messages WHERE resolved_at IS NULL`,
  );
  const unexplained = rows.filter((row) => !poison.some((part) => JSON.stringify(row).includes(part)));
  return unexplained.map(({ type, reason }) => `${domain}: a ${String(type)} is parked: ${String(reason)}`);
}

/** Messages of one domain that another has to have handled. */
interface Conversation {
  readonly from: Domain;
  readonly to: Domain;
  readonly types: string;
}

const conversations: readonly Conversation[] = [
  { from: 'orders', to: 'products', types: 'inventory.%' },
  { from: 'orders', to: 'payments', types: 'payments.%' },
  { from: 'products', to: 'orders', types: 'inventory.%' },
  { from: 'payments', to: 'orders', types: 'payments.%' },
  { from: 'orders', to: 'notifications', types: 'orders.order-con%' },
  { from: 'orders', to: 'notifications', types: 'orders.order-can%' },
  { from: 'orders', to: 'carts', types: 'orders.order-placed%' },
];

/** What was sent was handled, and nothing that was not sent. */
async function checkConversation(store: TestStore, { from, to, types }: Conversation): Promise<string[]> {
  const [sent, handled] = await Promise.all([
    query(store, from, `SELECT DISTINCT type, business_id FROM messaging.outbox WHERE type LIKE '${types}'`),
    query(store, to, `SELECT type, business_id FROM messaging.inbox WHERE type LIKE '${types}'`),
  ]);
  const name = (row: Record<string, unknown>) => `${String(row['type'])} ${String(row['business_id'])}`;
  const sentNames = new Set(sent.map(name));
  const handledNames = new Set(handled.map(name));
  return [
    ...[...sentNames].filter((one) => !handledNames.has(one)).map((one) => `${to} never handled ${one}`),
    ...[...handledNames].filter((one) => !sentNames.has(one)).map((one) => `${to} handled ${one}, unsent`),
  ].slice(0, 5);
}

/** A confirmed order is charged exactly once, any other not at all: by the provider's books, not ours. */
async function checkCharges(store: TestStore): Promise<string[]> {
  const orders = await query(store, 'orders', `SELECT id, status, total_minor FROM orders`);
  const response = await fetch(`${store.simulatorUrl}/v1/ledger`);
  const ledger = (await response.json()) as { orders: LedgerOrder[] };
  const books = new Map(ledger.orders.map((entry) => [entry.orderReference, entry]));
  const ids = new Set(orders.map(({ id }) => id));
  const strangers = ledger.orders.filter((entry) => entry.liveCharges > 0 && !ids.has(entry.orderReference));
  return [
    ...orders.flatMap((order) => wrongCharge(order, books.get(String(order['id'])))),
    ...strangers.map((entry) => `order ${entry.orderReference} is charged and does not exist`),
  ];
}

function wrongCharge(order: Record<string, unknown>, entry: LedgerOrder | undefined): string[] {
  const live = entry?.liveCharges ?? 0;
  const held = entry?.liveAuthorizations ?? 0;
  const taken = (entry?.capturedMinor ?? 0) - (entry?.refundedMinor ?? 0);
  const isSold = order['status'] !== 'CANCELLED';
  const due = isSold ? Number(order['total_minor']) : 0;
  if (live === (isSold ? 1 : 0) && held === 0 && taken === due) return [];
  const books = `${live} live charges, ${held} live authorisations and ${taken} of ${due} taken`;
  return [`order ${String(order['id'])} is ${String(order['status'])} with ${books}`];
}

/** Stock is sold for confirmed orders, and for no others. */
async function checkReservations(store: TestStore): Promise<string[]> {
  const [orders, reservations] = await Promise.all([
    query(
      store,
      'orders',
      `SELECT id, status, lines FROM orders JOIN (
         SELECT order_id, string_agg(variant_id || ' ' || quantity, ', ' ORDER BY variant_id) AS lines
         FROM order_lines GROUP BY order_id
       ) AS goods ON order_id = id
       WHERE id IN (SELECT business_id::uuid FROM messaging.outbox WHERE type = 'inventory.reserve.v1')`,
    ),
    query(
      store,
      'products',
      `SELECT order_id, string_agg(variant_id || ' ' || quantity, ', ' ORDER BY variant_id) AS lines
       FROM reservation_lines JOIN reservations USING (order_id) WHERE status = 'committed' GROUP BY order_id`,
    ),
  ]);
  const sold = new Map(reservations.map(({ order_id, lines }) => [order_id, lines]));
  return orders.flatMap(({ id, status, lines }) => {
    const due = status === 'CANCELLED' ? undefined : lines;
    const found = sold.get(id);
    const is = `order ${String(id)} is ${String(status)}`;
    return found === due ? [] : [`${is}, and sold for it is: ${JSON.stringify(found)}`];
  });
}

/** What the buyer was told is what happened. */
async function checkNotifications(store: TestStore): Promise<string[]> {
  const facts = `SELECT key FROM messaging.outbox WHERE type LIKE 'orders.order-con%' OR type LIKE 'orders.order-can%'`;
  const [ended, told] = await Promise.all([
    query(store, 'orders', facts),
    query(
      store,
      'notifications',
      `SELECT order_id, count(*)::int AS count FROM notifications GROUP BY order_id`,
    ),
  ]);
  const due = new Map<string, number>();
  for (const { key } of ended) due.set(String(key), (due.get(String(key)) ?? 0) + 1);
  const counts = new Map(told.map(({ order_id, count }) => [String(order_id), Number(count)]));
  return [...due]
    .filter(([id, count]) => counts.get(id) !== count)
    .map(([id, count]) => `order ${id} has ${counts.get(id) ?? 0} of ${count} notifications`);
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
