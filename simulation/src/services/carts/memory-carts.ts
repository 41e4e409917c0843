import type { Cart, CartLine, Offer } from '@cartwright/carts/src/domain/cart.ts';
import type {
  CartsRepository,
  CartStore,
  OrderOutcome,
} from '@cartwright/carts/src/repository/carts-repository.ts';
import { transactionOf, type Connection, type MemoryDatabase } from '../../database/database.ts';
import { Table } from '../../database/table.ts';
import type { MemoryTransaction } from '../../database/transaction.ts';
import type { Process } from '../../world/process.ts';

/** The tables of carts. */
export class MemoryCarts {
  readonly database: MemoryDatabase;
  readonly carts: Table<Cart>;
  readonly settled: Table<OrderOutcome>;
  readonly stock: Table<{ readonly version: number; readonly available: number }>;
  readonly merged: Table<string>;
  readonly #byOwner = new Map<string, Set<string>>();
  readonly #byOrder = new Map<string, string>();

  constructor(database: MemoryDatabase) {
    this.database = database;
    this.carts = new Table();
    this.settled = new Table();
    this.stock = new Table();
    this.merged = new Table();
    this.carts.onCommit((id, cart) => this.#index(id, cart));
  }

  /** Carts that an owner has or had. */
  ofOwner(ownerId: string): string[] {
    return [...(this.#byOwner.get(ownerId) ?? [])].sort();
  }

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

/** What use cases of the checkout need of the repository. */
export function createMemoryCartsRepository(tables: MemoryCarts, process: Process): CartsRepository {
  const connection: Connection<never> = tables.database.connect(process);
  const within = (tx: object): CartStore => storeIn(tables, transactionOf(tx)) as CartStore;
  const transaction: CartsRepository['transaction'] = (work) =>
    connection.statement((tx) => work(within(tx)));
  return { database: connection, transaction, within } as unknown as CartsRepository;
}

type UsedStore = Pick<
  CartStore,
  | 'lock'
  | 'lockInUse'
  | 'lockCheckingOut'
  | 'save'
  | 'replace'
  | 'settleOrder'
  | 'outcomeOf'
  | 'saveStock'
  | 'saveVariants'
  | 'offers'
  | 'ownsAny'
>;

function storeIn(tables: MemoryCarts, tx: MemoryTransaction): UsedStore {
  const { carts, settled, merged } = tables;
  const lockWhere = async (id: string | undefined, fits: (cart: Cart) => boolean): Promise<Cart | null> => {
    await tx.statement();
    if (id === undefined || tx.get(carts, id) === undefined) return null;
    const cart = await tx.lock(carts, id);
    return cart !== undefined && fits(cart) ? withOffers(tables, tx, cart) : null;
  };
  return {
    lock: (cartId, ownerIds) =>
      lockWhere(tx.get(merged, cartId) ?? cartId, ({ ownerId }) => ownerIds.includes(ownerId)),
    lockInUse: async (ownerIds) => {
      const found: Cart[] = [];
      for (const id of ownerIds.flatMap((ownerId) => tables.ofOwner(ownerId))) {
        const cart = await lockWhere(id, ({ status }) => status !== 'COMPLETED');
        if (cart !== null) found.push(cart);
      }
      return found;
    },
    lockCheckingOut: (orderId) =>
      lockWhere(
        tables.ofOrder(orderId),
        ({ status, freeze }) => status === 'CHECKING_OUT' && freeze?.orderId === orderId,
      ),
    save: async (cart) => {
      await tx.statement();
      await tx.put(carts, cart.id, cart);
    },
    replace: async (cartId, intoCartId) => {
      await tx.statement();
      await tx.put(merged, cartId, intoCartId);
      await tx.lock(carts, cartId);
      tx.write(carts, cartId, undefined);
    },
    settleOrder: async (orderId, outcome) => {
      await tx.statement();
      await tx.insert(settled, orderId, outcome);
    },
    outcomeOf: async (orderId) => {
      await tx.statement();
      return tx.get(settled, orderId) ?? null;
    },
    saveStock: async (news) => {
      await tx.statement();
      for (const { variantId, version, available } of news.toSorted((a, b) =>
        a.variantId < b.variantId ? -1 : 1,
      )) {
        const known = await tx.lock(tables.stock, variantId);
        if (known === undefined || version > known.version)
          tx.write(tables.stock, variantId, { version, available });
      }
    },
    saveVariants: () => Promise.resolve(),
    offers: () => Promise.resolve(new Map<string, Offer>()),
    ownsAny: () => Promise.resolve(false),
  };
}

function withOffers(tables: MemoryCarts, tx: MemoryTransaction, cart: Cart): Cart {
  const fresh = (line: CartLine): CartLine => {
    const available = tx.get(tables.stock, line.variantId)?.available ?? null;
    return { ...line, offer: { ...line.offer, available } };
  };
  return { ...cart, lines: cart.lines.map(fresh) };
}
