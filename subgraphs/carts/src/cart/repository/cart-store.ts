import {
  anyOf,
  bind,
  builtOnce,
  carrying,
  type CompiledQuery,
  keyedRead,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import { offersWithin } from '../../offers/door.ts';
import { giveBackUses } from '../../promotions/door.ts';
import type { CartStore, OwnedCart, StoresWithin } from '../ports.ts';
import type { Cart } from '../rules/cart.ts';
import {
  cartsByIds,
  cartsInUseOf,
  findCarts,
  ownsCarts,
  type ReadCart,
  readCartsInUse,
  rowVersion,
} from './read-carts.ts';
import {
  completeCarts,
  confirmFreezes,
  giveCarts,
  giveOrdered,
  insertCarts,
  replaceCart,
  saveCarts,
} from './save-carts.ts';

type Tx = Transaction<Tables>;
const secondActiveCart = 'carts_one_active_per_owner';

/** The stores in PostgreSQL. */
export const storesWithin: StoresWithin = (tx) => ({
  carts: cartsWithin(tx),
  offers: offersWithin(tx),
  uses: bind(tx, { giveBackUses }),
});

function cartsWithin(tx: Tx): CartStore {
  return bind(tx, {
    lockCarts,
    lockCartsInUse,
    lockCheckingOut,
    ownsCarts,
    insertCarts,
    saveCarts,
    confirmFreezes,
    completeCarts,
    giveCarts,
    giveOrdered,
    replaceCart,
  });
}

/** Whether a statement was refused because its owner has an ACTIVE cart already. */
export function isSecondActiveCart(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === secondActiveCart;
}

async function lockCarts(tx: Tx, asked: readonly OwnedCart[]): Promise<(Cart | undefined)[]> {
  const found = await lockOnce(tx, asked);
  const missing = asked.filter((one) => !found.has(one));
  // The second look is for a cart that was merged into another one while the first look waited for its lock.
  const late = missing.length === 0 ? found : await lockOnce(tx, missing);
  return asked.map((one) => found.get(one) ?? late.get(one));
}

async function lockOnce(tx: Tx, asked: readonly OwnedCart[]): Promise<Map<OwnedCart, Cart>> {
  const cartIds = asked.map(({ cartId }) => cartId);
  const locking = lockAsked.queryFor(tx, { cartIds, ownerIds: asked.map(({ ownerId }) => ownerId) });
  const locked = await lockWith(tx, locking, cartsByIds.queryFor(tx, cartIds));
  const found = await readLocked(locked, () => findCarts(tx, cartIds));
  const carts = new Map(found.map((cart) => [cart.id, cart]));
  return new Map(
    locked.flatMap(({ id, nth }) => {
      const [one, cart] = [asked[nth - 1], carts.get(id)];
      return one === undefined || cart === undefined ? [] : [[one, cart] as const];
    }),
  );
}

interface Asked {
  readonly cartIds: readonly string[];
  /** Aligned with the ids. */
  readonly ownerIds: readonly string[];
}

const lockAsked = builtOnce((tx: Statements<Tables>, { cartIds, ownerIds }: Asked) => {
  const asked = sql<OwnedCart>`unnest(${cartIds}::uuid[], ${ownerIds}::uuid[]) with ordinality`;
  return tx
    .selectFrom(asked.as<'asked'>(sql`asked(cart_id, owner_id, nth)`))
    .leftJoin('mergedCarts as m', 'm.id', 'asked.cartId')
    .innerJoin('carts as c', (join) =>
      join
        .on((eb) => eb('c.id', '=', eb.fn.coalesce('m.intoCartId', 'asked.cartId')))
        .onRef('c.ownerId', '=', 'asked.ownerId'),
    )
    .select(['c.id', rowVersion.as('version'), sql<number>`asked.nth::int`.as('nth')])
    .orderBy('c.id')
    .forUpdate('c');
});

interface Locked {
  readonly id: string;
  readonly version: string;
}

/** Locks carts; the read that comes next travels with it. */
async function lockWith<Row>(tx: Tx, locking: CompiledQuery<Row>, read: CompiledQuery): Promise<Row[]> {
  return (await tx.executeQuery(carrying(locking, read))).rows;
}

/** Reads the carts that are locked; again if what was read together with the lock is older than that. */
async function readLocked(
  locked: readonly Locked[],
  read: () => Promise<readonly ReadCart[]>,
): Promise<Cart[]> {
  if (locked.length === 0) return [];
  const versions = new Map(locked.map(({ id, version }) => [id, version]));
  const first = (await read()).filter(({ cart }) => versions.has(cart.id));
  const current = new Set(
    first.flatMap(({ cart, version }) => (versions.get(cart.id) === version ? cart.id : [])),
  );
  const found = current.size === versions.size ? first : await read();
  return found.flatMap(({ cart }) => (versions.has(cart.id) ? cart : []));
}

async function lockCartsInUse(tx: Tx, ownerIds: readonly string[]): Promise<Cart[]> {
  const locking = lockInUse.queryFor(tx, ownerIds);
  const locked = await lockWith(tx, locking, cartsInUseOf.queryFor(tx, ownerIds));
  return readLocked(locked, () => readCartsInUse(tx, ownerIds));
}

const lockInUse = keyedRead((tx: Statements<Tables>, ownerIds: readonly string[]) =>
  tx
    .selectFrom('carts as c')
    .select(['c.id', rowVersion.as('version')])
    .where('c.ownerId', '=', anyOf(ownerIds))
    .where('c.status', '<>', 'COMPLETED')
    .where('c.status', '<>', 'SAVED')
    .orderBy('c.id')
    .forUpdate(),
);

async function lockCheckingOut(tx: Tx, orderIds: readonly string[]): Promise<Cart[]> {
  const locked = await tx
    .selectFrom('carts as c')
    .select(['c.id', rowVersion.as('version')])
    .where('frozenForOrder', '=', anyOf(orderIds))
    .where('status', '=', 'CHECKING_OUT')
    .orderBy('c.id')
    .forUpdate()
    .execute();
  return readLocked(locked, () =>
    findCarts(
      tx,
      locked.map(({ id }) => id),
    ),
  );
}

const sampleId = '00000000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = [
  (tx) => lockOnce(tx, [{ cartId: sampleId, ownerId: sampleId }]),
  (tx) => lockCartsInUse(tx, [sampleId]),
  (tx) => lockCheckingOut(tx, [sampleId]),
] satisfies StatementSample<Tables>[];
