import {
  type Cart,
  type CartStore,
  type FreezingStores,
  type OrderOutcome,
  type OrderOutcomes,
  type OwnedCart,
  type PriceListChange,
  type StockChange,
  type TraitsChange,
  unlimitedUses,
  type VariantChange,
} from '@cartwright/carts';
import { transactionOf, type MemoryDatabase } from '../../database/database.ts';
import { Table } from '../../database/table.ts';
import { ConstraintViolation, type MemoryTransaction } from '../../database/transaction.ts';
import { memoryOffers, withOffers, type ListedPrices } from './memory-offers.ts';

/** The tables of carts. */
export class MemoryCarts {
  readonly database: MemoryDatabase;
  readonly carts = new Table<Cart>();
  /** The carts that others were merged into, by the ids of the others. */
  readonly merged = new Table<string>();
  readonly outcomes = new Table<OrderOutcome>();
  readonly variants = new Table<VariantChange>();
  readonly stock = new Table<StockChange>();
  /** By the ids of products. */
  readonly traits = new Table<TraitsChange>();
  readonly priceLists = new Table<PriceListChange>();
  readonly listedPrices = new Table<ListedPrices>();
  /** Rises with each change of what anything costs. */
  pricesVersion = 0;
  /** The version of prices that a cart was read with when it was locked last, by its id. */
  readonly pricedAt = new Map<string, number>();
  readonly #byOwner = new Map<string, Set<string>>();
  readonly #byOrder = new Map<string, string>();

  constructor(database: MemoryDatabase) {
    this.database = database;
    this.carts.onCommit((id, cart) => this.#index(id, cart));
    for (const table of [this.variants, this.priceLists, this.listedPrices])
      table.onCommit(() => (this.pricesVersion += 1));
  }

  /** The ids of the carts that an owner has, as a transaction sees them, in their order. */
  ofOwner(tx: MemoryTransaction, ownerId: string): string[] {
    const written = tx.writtenTo(this.carts).map(({ id }) => id);
    const ids = new Set([...(this.#byOwner.get(ownerId) ?? []), ...written]);
    return [...ids].filter((id) => tx.get(this.carts, id)?.ownerId === ownerId).sort();
  }

  /** The id of the cart that was last frozen for an order. */
  ofOrder(orderId: string): string | undefined {
    return this.#byOrder.get(orderId);
  }

  #index(id: string, cart: Cart | undefined): void {
    if (cart === undefined) return;
    const own = this.#byOwner.get(cart.ownerId) ?? new Set();
    this.#byOwner.set(cart.ownerId, own.add(id));
    if (cart.freeze !== null) this.#byOrder.set(cart.freeze.orderId, id);
  }
}

/** The stores that freezing uses, on tables in memory. */
export function memoryStores(tables: MemoryCarts): (tx: object) => FreezingStores {
  return (transaction) => {
    const tx = transactionOf(transaction);
    return {
      carts: { ...cartLocks(tables, tx), ...cartChanges(tables, tx) },
      offers: memoryOffers(tables, tx),
      outcomes: memoryOutcomes(tables, tx),
      uses: unlimitedUses,
    };
  };
}

type Locks = Pick<CartStore, 'lockCarts' | 'lockCartsInUse' | 'lockCheckingOut' | 'ownsCarts'>;

function cartLocks(tables: MemoryCarts, tx: MemoryTransaction): Locks {
  const { carts } = tables;
  const lockWhere = async (
    id: string | undefined,
    fits: (cart: Cart) => boolean,
  ): Promise<Cart | undefined> => {
    await tx.statement();
    if (id === undefined || tx.get(carts, id) === undefined) return undefined;
    const cart = await tx.lock(carts, id);
    if (cart === undefined || !fits(cart)) return undefined;
    tables.pricedAt.set(id, tables.pricesVersion);
    return withOffers(tables, tx, cart);
  };
  const lockOnce = ({ cartId, ownerId }: OwnedCart): Promise<Cart | undefined> =>
    lockWhere(survivorOf(tables, tx, cartId), (cart) => cart.ownerId === ownerId);
  const lockEach = async (
    ids: readonly (string | undefined)[],
    fits: (cart: Cart) => boolean,
  ): Promise<Cart[]> => {
    const found: Cart[] = [];
    for (const id of ids.toSorted())
      found.push(...[await lockWhere(id, fits)].filter((one) => one !== undefined));
    return found;
  };
  return {
    lockCarts: async (asked) => {
      const found = new Map<OwnedCart, Cart | undefined>();
      const sorted = asked.toSorted((a, b) => (a.cartId < b.cartId ? -1 : 1));
      // The second look is for a cart that was merged into another one while the first look waited for its lock.
      for (const one of sorted) found.set(one, (await lockOnce(one)) ?? (await lockOnce(one)));
      return asked.map((one) => found.get(one));
    },
    lockCartsInUse: async (ownerIds) => {
      const ids = ownerIds.flatMap((ownerId) => tables.ofOwner(tx, ownerId));
      const found = await lockEach(ids, ({ status }) => status !== 'COMPLETED');
      return found.sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime());
    },
    lockCheckingOut: (orderIds) =>
      lockEach(
        orderIds.map((orderId) => tables.ofOrder(orderId)),
        (cart) => isCheckingOut(cart, orderIds),
      ),
    ownsCarts: async (ownerId) => {
      await tx.statement();
      return tables.ofOwner(tx, ownerId).length > 0;
    },
  };
}

function cartChanges(tables: MemoryCarts, tx: MemoryTransaction): Omit<CartStore, keyof Locks> {
  const { carts, merged } = tables;
  return {
    insertCarts: async (begun) => {
      await tx.statement();
      for (const cart of begun) {
        await refuseSecondActive(tables, tx, cart.ownerId);
        await tx.put(carts, cart.id, inOrder(cart));
      }
    },
    saveCarts: async (changed) => {
      await tx.statement();
      for (const cart of changed) await saveCart(tables, tx, cart);
    },
    confirmFreezes: (orderIds) =>
      changeCheckingOut(tables, tx, {
        orderIds,
        change: (cart) => ({ ...cart, freeze: confirmed(cart.freeze) }),
      }),
    completeCarts: (orderIds, updatedAt) =>
      changeCheckingOut(tables, tx, {
        orderIds,
        change: (cart) => ({ ...cart, status: 'COMPLETED', freeze: confirmed(cart.freeze), updatedAt }),
      }),
    giveCarts: async (fromOwnerId, toOwnerId) => {
      await tx.statement();
      for (const id of tables.ofOwner(tx, fromOwnerId)) {
        const cart = await tx.lock(carts, id);
        if (cart?.ownerId === fromOwnerId)
          tx.write(carts, id, { ...cart, ownerId: toOwnerId, isGuests: false });
      }
    },
    giveOrdered: async ({ orderId, formerId, customerId }) => {
      await tx.statement();
      const id = tables.ofOrder(orderId);
      const cart = id === undefined ? undefined : await tx.lock(carts, id);
      if (cart?.ownerId !== formerId || cart.status !== 'COMPLETED' || cart.freeze?.orderId !== orderId)
        return;
      tx.write(carts, cart.id, { ...cart, ownerId: customerId, isGuests: false });
    },
    replaceCart: async ({ cartId, intoCartId }) => {
      await tx.statement();
      await tx.put(merged, cartId, intoCartId);
      await tx.lock(carts, cartId);
      tx.write(carts, cartId, undefined);
    },
  };
}

async function saveCart(tables: MemoryCarts, tx: MemoryTransaction, cart: Cart): Promise<void> {
  const known = await tx.lock(tables.carts, cart.id);
  if (known === undefined) return;
  const { ownerId, isGuests, status } = known;
  if (cart.status === 'ACTIVE' && status !== 'ACTIVE') await refuseSecondActive(tables, tx, ownerId);
  tx.write(tables.carts, cart.id, { ...inOrder(cart), ownerId, isGuests });
}

/** The cart with its lines as they are read: oldest first. */
function inOrder(cart: Cart): Cart {
  return { ...cart, lines: cart.lines.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
}

function isCheckingOut({ status, freeze }: Cart, orderIds: readonly string[]): boolean {
  return status === 'CHECKING_OUT' && freeze !== null && orderIds.includes(freeze.orderId);
}

function confirmed(freeze: Cart['freeze']): Cart['freeze'] {
  return freeze && { ...freeze, confirmed: true };
}

interface ChangeOfOrders {
  readonly orderIds: readonly string[];
  readonly change: (cart: Cart) => Cart;
}

async function changeCheckingOut(
  tables: MemoryCarts,
  tx: MemoryTransaction,
  { orderIds, change }: ChangeOfOrders,
): Promise<void> {
  await tx.statement();
  for (const id of orderIds.flatMap((orderId) => tables.ofOrder(orderId) ?? []).toSorted()) {
    if (tx.get(tables.carts, id) === undefined) continue;
    const cart = await tx.lock(tables.carts, id);
    if (cart !== undefined && isCheckingOut(cart, orderIds)) tx.write(tables.carts, id, change(cart));
  }
}

function memoryOutcomes({ outcomes }: MemoryCarts, tx: MemoryTransaction): OrderOutcomes {
  return {
    recordOutcomes: async (ended) => {
      await tx.statement();
      for (const { orderId, outcome } of ended) await tx.insert(outcomes, orderId, outcome);
    },
    beforeFreeze: async (orderIds) => {
      await tx.statement();
      const ended = orderIds.flatMap((orderId) => {
        const outcome = tx.get(outcomes, orderId);
        return outcome === undefined ? [] : [[orderId, outcome] as const];
      });
      return { outcomes: new Map(ended), termsVersion: '0' };
    },
  };
}

/** The cart that another one was merged into, perhaps through several; the same one when it was never merged. */
function survivorOf({ merged }: MemoryCarts, tx: MemoryTransaction, cartId: string): string {
  let id = cartId;
  for (let into = tx.get(merged, id); into !== undefined; into = tx.get(merged, id)) id = into;
  return id;
}

async function refuseSecondActive(
  tables: MemoryCarts,
  tx: MemoryTransaction,
  ownerId: string,
): Promise<void> {
  const constraint = 'carts_one_active_per_owner';
  await tx.lockKey(`${constraint} ${ownerId}`);
  const isTaken = tables.ofOwner(tx, ownerId).some((id) => tx.get(tables.carts, id)?.status === 'ACTIVE');
  if (isTaken) throw new ConstraintViolation('23505', constraint);
}
