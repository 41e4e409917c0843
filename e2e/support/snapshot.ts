import { verifyChains } from '@cartwright/audit';
import {
  emptySnapshot,
  routes,
  type HandledMessage,
  type Snapshot,
  type SnapshotChain,
  type SnapshotErasure,
  type SnapshotMessage,
  type SnapshotParked,
  type SnapshotTrace,
} from '@cartwright/invariants';
import { sampleOrders } from '@cartwright/sample-data';
import { domains, type Domain } from '@cartwright/events';
import type { TestStore } from '@cartwright/stack/test-store';
import { queryDomain } from './query-domain.ts';
import * as statements from './snapshot-statements.ts';

/** What a test knows and no database does: what it did to the store, and what clients were answered and saw. */
export interface Knowledge extends Partial<
  Pick<Snapshot, 'accepted' | 'refused' | 'quotes' | 'prices' | 'observations'>
> {
  /** Texts that identify the messages which were meant to be parked. */
  readonly poison?: readonly string[];
  /** How many pieces of each variant were ever delivered. */
  readonly delivered?: ReadonlyMap<string, number>;
}

type Store = Pick<TestStore, 'databaseUrl'>;

/**
 * Reads what the invariants need from the six databases and the provider's books, with a fixed number of statements
 * whatever the store holds. Not atomic: while a store is at work, its databases are read at different times.
 */
export async function readSnapshot(store: Store, knowledge: Knowledge = {}): Promise<Snapshot> {
  const { poison = [], delivered = new Map<string, number>(), ...seen } = knowledge;
  const [orders, goods, money, messages, parked, people, chains] = await Promise.all([
    readOrders(store),
    readGoods(store, delivered),
    readMoney(store),
    readMessages(store),
    readParked(store, poison),
    readPeople(store),
    readChains(store),
  ]);
  const read = { ...orders, ...goods, ...money, ...messages, ...people };
  return { ...emptySnapshot, ...read, ...seen, parked, chains, routes };
}

async function readOrders(store: Store) {
  const imported = new Set(sampleOrders().map(({ id }) => id));
  const [orders, keys, carts, notifications] = await Promise.all([
    queryDomain<Snapshot['orders'][number]>(store, 'orders', statements.orders),
    queryDomain<Snapshot['keys'][number]>(store, 'orders', statements.keys),
    queryDomain<Snapshot['carts'][number]>(store, 'carts', statements.carts),
    queryDomain<Snapshot['notifications'][number]>(store, 'notifications', statements.notifications),
  ]);
  const marked = orders.map((order) => ({ ...order, isImported: imported.has(order.id) }));
  return { orders: marked, keys, carts, notifications };
}

/** How many pieces of each variant were delivered so far; the caller adds every later delivery. */
export async function readDeliveries(store: Store): Promise<Map<string, number>> {
  const stock = await queryDomain<Snapshot['stock'][number]>(store, 'products', statements.stock);
  return new Map(stock.map(({ variantId, received }) => [variantId, received]));
}

async function readGoods(store: Store, delivered: ReadonlyMap<string, number>) {
  const [stock, reservations] = await Promise.all([
    queryDomain<Snapshot['stock'][number]>(store, 'products', statements.stock),
    queryDomain<Snapshot['reservations'][number]>(store, 'products', statements.reservations),
  ]);
  const known = stock.map((level) => ({ ...level, delivered: delivered.get(level.variantId) }));
  return { stock: known, reservations };
}

async function readMoney(store: Store) {
  const [payments, ledger] = await Promise.all([
    queryDomain<Snapshot['payments'][number]>(store, 'payments', statements.payments),
    queryDomain<Snapshot['ledger'][number]>(store, 'payments', statements.ledger),
  ]);
  return { payments, ledger };
}

async function readMessages(store: Store) {
  const types = [...new Set(routes.map(({ type }) => type))];
  const [sent, handled] = await Promise.all([
    everywhere<Omit<SnapshotMessage, 'domain'>>(store, statements.sent, types),
    everywhere<Omit<HandledMessage, 'domain'>>(store, statements.handled, types),
  ]);
  return { sent, handled };
}

/** Who is to be erased, and what is left of them. */
async function readPeople(store: Store): Promise<Pick<Snapshot, 'erasures' | 'traces'>> {
  const [erasures, traces] = await Promise.all([
    everywhere<Omit<SnapshotErasure, 'domain'>>(store, statements.erasures),
    Promise.all(
      Object.entries(statements.traces).map(async ([domain, sql]) => {
        const rows = await queryDomain<Omit<SnapshotTrace, 'domain'>>(store, domain as Domain, sql);
        return rows.map((row) => ({ ...row, domain }));
      }),
    ),
  ]);
  return { erasures, traces: traces.flat() };
}

interface ParkedRow extends Omit<SnapshotParked, 'domain' | 'explanation'> {
  readonly text: string;
  readonly resolution: string | null;
}

/** A parked message is explained by what staff did about it, or by being one that the test poisoned. */
async function readParked(store: Store, poison: readonly string[]): Promise<SnapshotParked[]> {
  const rows = await everywhere<ParkedRow>(store, statements.parked);
  return rows.map(({ text, resolution, ...row }) => {
    const isPoison = poison.some((part) => text.includes(part));
    return { ...row, explanation: resolution ?? (isPoison ? 'it was meant to be' : null) };
  });
}

/** By the statements of `npm run audit:verify`, over connections of their own. */
async function readChains(store: Store): Promise<SnapshotChain[]> {
  const chains = await verifyChains((domain, read) =>
    read({
      executeQuery: async ({ sql, parameters }) => ({
        rows: await queryDomain(store, domain, sql, parameters),
      }),
    }),
  );
  return chains.map(({ broken = null, ...chain }) => ({ ...chain, broken }));
}

async function everywhere<Row extends object>(
  store: Store,
  sql: string,
  ...values: readonly unknown[]
): Promise<(Row & { readonly domain: Domain })[]> {
  const found = await Promise.all(
    domains.map(async (domain) => {
      const rows = await queryDomain<Row>(store, domain, sql, values);
      return rows.map((row) => ({ ...row, domain }));
    }),
  );
  return found.flat();
}
