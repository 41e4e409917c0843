import type { HeldKey, KeyScope, LeasedKey, LeasedKeys } from '@cartwright/idempotency';
import {
  checkoutColumns,
  orderStatusOf,
  type CheckoutsWithin,
  type CheckoutStore,
  type MethodOffer,
  type OrderWithLines,
  type Parcel,
  type PlacedOrder,
  type PlacedOrders,
  type SavedCheckout,
  type TimelineEntry,
} from '@cartwright/orders';
import { transactionOf, type MemoryDatabase } from '../../database/database.ts';
import { DueIndex } from '../../database/due-index.ts';
import { Table } from '../../database/table.ts';
import { ConstraintViolation, failure, type MemoryTransaction } from '../../database/transaction.ts';
import type { Process } from '../../world/process.ts';

/** What a key of a change that is one transaction stands for. */
export interface OnceKey {
  readonly fingerprint: string;
  readonly kept: unknown;
}

/** An order with this address is refused by the database for good, as one with data that no rule had thought of. */
export const unstorableEmail = 'unstorable@example.com';

/** The tables of orders. */
export class MemoryOrders {
  readonly database: MemoryDatabase;
  readonly orders: Table<OrderWithLines>;
  readonly timelines: Table<readonly TimelineEntry[]>;
  readonly keys: Table<LeasedKey>;
  /** By their orders. */
  readonly parcels: Table<readonly Parcel[]>;
  /** The orders of parcels, by the parcels' ids. */
  readonly ordersOfParcels: Table<string>;
  /** Keys of changes that are one transaction. */
  readonly onceKeys: Table<OnceKey>;
  /** The newest offer of payment methods, as `only`. */
  readonly methodOffers: Table<MethodOffer>;
  readonly due: DueIndex<OrderWithLines>;
  #number = 100_000;

  constructor(database: MemoryDatabase) {
    this.database = database;
    this.orders = new Table();
    this.timelines = new Table();
    this.keys = new Table();
    this.parcels = new Table();
    this.ordersOfParcels = new Table();
    this.onceKeys = new Table();
    this.methodOffers = new Table();
    this.due = new DueIndex(this.orders, ({ deadlineAt }) => deadlineAt);
  }

  nextNumber(): string {
    this.#number += 1;
    return `CW-${this.#number}`;
  }
}

/** The checkouts of a transaction. */
export function createCheckoutsWithin(tables: MemoryOrders): CheckoutsWithin {
  return (sqlTransaction) => {
    const tx = transactionOf(sqlTransaction);
    return {
      lock: (ids) => lock(tables, tx, ids),
      locking: () => undefined,
      lockDue: async (now, limit) => {
        await tx.statement();
        const ids = tables.due.due(now, limit, (id) => tx.tryLock(tables.orders, id));
        return ids.flatMap((id) => tx.get(tables.orders, id) ?? []);
      },
      save: async (saved, now) => {
        if (saved.length === 0) return;
        await tx.statement();
        for (const one of saved) {
          const done = saveOne(tables, tx, { ...one, now });
          if (done !== undefined) await done;
        }
      },
      settle: () => Promise.resolve([]), // nobody confirms an address in the simulation
    } satisfies CheckoutStore;
  };
}

async function lock(
  tables: MemoryOrders,
  tx: MemoryTransaction,
  ids: readonly string[],
): Promise<OrderWithLines[]> {
  await tx.statement();
  const locked: OrderWithLines[] = [];
  for (const id of [...new Set(ids)].sort()) {
    if (tx.get(tables.orders, id) === undefined) continue;
    const taken = tx.withLock(tables.orders, id, (order) => {
      if (order !== undefined) locked.push(order);
    });
    if (taken !== undefined) await taken;
  }
  return locked;
}

function saveOne(
  tables: MemoryOrders,
  tx: MemoryTransaction,
  { orderId, checkout, timeline, now }: SavedCheckout & { readonly now: Date },
): Promise<void> | void {
  return tx.withLock(tables.orders, orderId, (before) => {
    if (before === undefined) return;
    const changed = Object.fromEntries(checkoutColumns.map((column) => [column, checkout[column]]));
    const order = { ...before, ...changed, status: orderStatusOf(checkout), updatedAt: now };
    checkOrder(order);
    tx.write(tables.orders, orderId, order);
    const known = tx.get(tables.timelines, orderId) ?? [];
    tx.write(tables.timelines, orderId, extended(orderId, known, timeline));
  });
}

/** Placed orders as one process of orders stores and reads them. */
export function createPlacedOrders(tables: MemoryOrders, process: Process): PlacedOrders {
  const connection = tables.database.connect(process);
  return {
    insert: (tx, placed) => insert(tables, transactionOf(tx), placed),
    abandon: async (tx, key) => {
      const transaction = transactionOf(tx);
      await transaction.statement();
      return giveUpKey(tables, transaction, key);
    },
    find: (orderId) =>
      connection.statement(async (tx) => {
        await tx.statement();
        return tx.get(tables.orders, orderId);
      }),
  };
}

async function insert(
  tables: MemoryOrders,
  tx: MemoryTransaction,
  placed: readonly PlacedOrder[],
): Promise<(string | undefined)[]> {
  await tx.statement();
  const numbers: (string | undefined)[] = [];
  for (const { key, ...one } of placed) {
    const holdsKey = await completeKey(tables, tx, key, one.order.placedAt);
    if (one.order.email === unstorableEmail)
      throw failure('22021', 'invalid byte sequence for encoding "UTF8"');
    numbers.push(holdsKey ? await addOrder(tables, tx, one) : undefined);
  }
  return numbers;
}

/** Adds an order and the beginning of its timeline, and gives its number. */
export async function addOrder(
  tables: MemoryOrders,
  tx: MemoryTransaction,
  { order, timeline }: Omit<PlacedOrder, 'key'>,
): Promise<string> {
  const number = tables.nextNumber();
  checkOrder(order);
  if (!(await tx.insert(tables.orders, order.id, { ...order, number }))) {
    throw new ConstraintViolation('23505', 'unique constraint "orders_pkey"', order.id);
  }
  tx.write(tables.timelines, order.id, extended(order.id, [], timeline));
  return number;
}

/** The primary key of the timeline refuses a version that is there. */
function extended(
  orderId: string,
  known: readonly TimelineEntry[],
  more: readonly TimelineEntry[],
): readonly TimelineEntry[] {
  const all = [...known, ...more];
  if (new Set(all.map(({ version }) => version)).size === all.length) return all;
  throw new ConstraintViolation('23505', 'unique constraint "timeline_entries_pkey"', orderId);
}

/** The constraints of prisma/orders. */
function checkOrder({
  id,
  step,
  stock,
  payment,
  fulfillment,
  confirmedAt,
  cancelledAt,
  payUntil,
  nextPayment,
  reviewState,
}: Omit<OrderWithLines, 'number'>): void {
  const isSold = stock === 'committed' && payment === 'captured' && confirmedAt !== null;
  const isUndone =
    ['none', 'refused', 'released'].includes(stock) &&
    ['none', 'declined', 'voided', 'refunded'].includes(payment) &&
    cancelledAt !== null;
  const isRetryable =
    (step === 'replacing-payment') === (nextPayment !== null) &&
    (step !== 'awaiting-payment-retry' || (payment === 'declined' && payUntil !== null));
  const isSent = fulfillment !== 'UNFULFILLED';
  const isUnreviewed =
    (step === 'reviewing' && (reviewState !== 'OPEN' || stock !== 'committed')) ||
    ((step === 'capturing' || step === 'confirmed') && reviewState !== null && reviewState !== 'APPROVED');
  if (
    (step === 'confirmed' && !isSold) ||
    (step === 'cancelled' && !isUndone) ||
    (step !== 'confirmed' && isSent) ||
    isUnreviewed ||
    !isRetryable
  ) {
    throw new ConstraintViolation(
      '23514',
      `a check of orders: ${step}, ${stock}, ${payment}, ${fulfillment}`,
      id,
    );
  }
}

/** The row that a key is. */
export const keyOf = ({ ownerId, operation, key }: KeyScope): string => `${ownerId} ${operation} ${key}`;

/** Locks a key; undefined when the attempt does not hold it, or its change is made. */
async function lockHeld(
  tables: MemoryOrders,
  tx: MemoryTransaction,
  key: HeldKey,
): Promise<LeasedKey | undefined> {
  const known = await tx.lock(tables.keys, keyOf(key));
  return known?.attempt === key.attempt && known.completedAt === null ? known : undefined;
}

/** Marks a key as done. Gives false when the attempt does not hold it. */
export async function completeKey(
  tables: MemoryOrders,
  tx: MemoryTransaction,
  key: HeldKey,
  completedAt: Date,
): Promise<boolean> {
  const held = await lockHeld(tables, tx, key);
  if (held !== undefined) tx.write(tables.keys, keyOf(key), { ...held, completedAt });
  return held !== undefined;
}

/** Deletes a key. Gives false when the attempt does not hold it. */
export async function giveUpKey(tables: MemoryOrders, tx: MemoryTransaction, key: HeldKey): Promise<boolean> {
  const held = await lockHeld(tables, tx, key);
  if (held !== undefined) tx.write(tables.keys, keyOf(key), undefined);
  return held !== undefined;
}

/** Idempotency keys as one process of orders uses them; each call is a statement by itself. */
export function createMemoryKeys(tables: MemoryOrders, process: Process): LeasedKeys {
  const connection = tables.database.connect(process);
  const change = (key: HeldKey, to: (key: LeasedKey) => LeasedKey): Promise<boolean> =>
    connection.statement(async (tx) => {
      await tx.statement();
      const known = await lockHeld(tables, tx, key);
      if (known === undefined) return false;
      tx.write(tables.keys, keyOf(key), to(known));
      return true;
    });
  return {
    insert: (key, ownerIds) =>
      connection.statement(async (tx) => {
        await tx.statement();
        const others = ownerIds.map((ownerId) => tx.get(tables.keys, keyOf({ ...key, ownerId })));
        if (others.some((other) => other !== undefined)) return false;
        return tx.insert(tables.keys, keyOf(key), { ...key, attempt: 1, completedAt: null });
      }),
    find: ({ ownerIds, operation, key }) =>
      connection.statement(async (tx) => {
        await tx.statement();
        const found = ownerIds.map((ownerId) => tx.get(tables.keys, keyOf({ ownerId, operation, key })));
        return found.find((one) => one !== undefined);
      }),
    takeOver: (key, leasedUntil) =>
      change(key, (known) => ({ ...known, attempt: known.attempt + 1, leasedUntil })),
    endLease: async (held, now) => {
      await change(held, (known) => ({ ...known, leasedUntil: now }));
    },
  };
}
