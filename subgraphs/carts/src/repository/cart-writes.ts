import type { Cart } from '../domain/cart.ts';
import type { Statements } from './statements.ts';
import { createCartReads } from './cart-reads.ts';

/** Locking and changing carts; only within a transaction. */
export interface CartWrites {
  /** Locks a cart of one of these owners; null when they have no such cart. A merged cart's id finds the other. */
  readonly lock: (cartId: string, ownerIds: readonly string[]) => Promise<Cart | null>;
  /** Locks all carts of these owners that are not completed. */
  readonly lockInUse: (ownerIds: readonly string[]) => Promise<Cart[]>;
  /** Locks the cart that is being checked out for this order; null when none is. */
  readonly lockCheckingOut: (orderId: string) => Promise<Cart | null>;
  /** @throws a unique violation when the owner has an ACTIVE cart already. */
  readonly insert: (cart: Cart) => Promise<void>;
  /** Stores everything of a cart but its owner. */
  readonly save: (cart: Cart) => Promise<void>;
  /** Makes all carts of one owner another's. */
  readonly giveAll: (fromOwnerId: string, toOwnerId: string) => Promise<void>;
  /** Deletes a cart; from now on its id finds the other one. */
  readonly replace: (cartId: string, intoCartId: string, now: Date) => Promise<void>;
}

/** Changes carts through these statements. */
export function createCartWrites(statements: Statements): CartWrites {
  return { ...createLocks(statements), ...createChanges(statements) };
}

function createLocks(statements: Statements): Pick<CartWrites, 'lock' | 'lockInUse' | 'lockCheckingOut'> {
  const { byIds, inUse } = createCartReads(statements);
  const lockOne = async (cartId: string, ownerIds: readonly string[]): Promise<Cart | null> => {
    const [locked] = await statements.$queryRaw<{ id: string }[]>`
      SELECT id FROM carts
      WHERE id = COALESCE((SELECT into_cart_id FROM merged_carts WHERE id = ${cartId}::uuid), ${cartId}::uuid)
        AND owner_id = ANY(${ownerIds}::uuid[])
      FOR UPDATE`;
    if (locked === undefined) return null;
    const [found] = await byIds([locked.id]);
    return found?.cart ?? null;
  };
  return {
    // The second look is for a cart that was merged into another while the first one waited for its lock.
    lock: async (cartId, ownerIds) => (await lockOne(cartId, ownerIds)) ?? (await lockOne(cartId, ownerIds)),
    lockInUse: async (ownerIds) => {
      await statements.$queryRaw`
        SELECT id FROM carts WHERE owner_id = ANY(${ownerIds}::uuid[]) AND status <> 'COMPLETED'
        ORDER BY id FOR UPDATE`;
      return inUse(ownerIds);
    },
    lockCheckingOut: async (orderId) => {
      const [locked] = await statements.$queryRaw<{ id: string }[]>`
        SELECT id FROM carts WHERE frozen_for_order = ${orderId}::uuid AND status = 'CHECKING_OUT' FOR UPDATE`;
      if (locked === undefined) return null;
      const [found] = await byIds([locked.id]);
      return found?.cart ?? null;
    },
  };
}

function createChanges(statements: Statements): Pick<CartWrites, 'insert' | 'save' | 'giveAll' | 'replace'> {
  return {
    insert: async ({ id, ownerId, currency, createdAt }) => {
      await statements.$executeRaw`
        INSERT INTO carts (id, owner_id, currency, created_at, updated_at)
        VALUES (${id}::uuid, ${ownerId}::uuid, ${currency}, ${createdAt}, ${createdAt})`;
    },
    save: (cart) => saveCart(statements, cart),
    giveAll: async (fromOwnerId, toOwnerId) => {
      await statements.$executeRaw`
        UPDATE carts SET owner_id = ${toOwnerId}::uuid WHERE owner_id = ${fromOwnerId}::uuid`;
    },
    replace: async (cartId, intoCartId, now) => {
      await statements.$executeRaw`
        UPDATE merged_carts SET into_cart_id = ${intoCartId}::uuid WHERE into_cart_id = ${cartId}::uuid`;
      await statements.$executeRaw`
        INSERT INTO merged_carts (id, into_cart_id, merged_at)
        VALUES (${cartId}::uuid, ${intoCartId}::uuid, ${now})`;
      await statements.$executeRaw`DELETE FROM carts WHERE id = ${cartId}::uuid`;
    },
  };
}

async function saveCart(statements: Statements, cart: Cart): Promise<void> {
  const { id, currency, status, buyer, deliveryOption, freeze, updatedAt } = cart;
  const snapshot = freeze === null ? null : JSON.stringify(freeze.snapshot);
  const lines = JSON.stringify(cart.lines);
  const lineIds = cart.lines.map((line) => line.id);
  await statements.$executeRaw`
    WITH saved AS (
      UPDATE carts SET currency = ${currency}, status = ${status}, email = ${buyer.email},
        country_code = ${buyer.countryCode}, postal_code = ${buyer.postalCode},
        delivery_option = ${deliveryOption}, frozen_for_order = ${freeze?.orderId ?? null}::uuid,
        frozen_at = ${freeze?.frozenAt ?? null}, freeze_confirmed = ${freeze?.confirmed ?? false},
        frozen_snapshot = ${snapshot}::jsonb, updated_at = ${updatedAt}, version = version + 1
      WHERE id = ${id}::uuid
    ), kept AS (
      INSERT INTO cart_lines (id, cart_id, variant_id, quantity, quoted_unit_minor)
      SELECT line.id, ${id}::uuid, line."variantId", line.quantity, line."quotedUnitMinor"
      FROM jsonb_to_recordset(${lines}::jsonb)
        AS line(id uuid, "variantId" uuid, quantity int, "quotedUnitMinor" int)
      ON CONFLICT (id) DO UPDATE
        SET quantity = excluded.quantity, quoted_unit_minor = excluded.quoted_unit_minor
    )
    DELETE FROM cart_lines WHERE cart_id = ${id}::uuid AND id <> ALL(${lineIds}::uuid[])`;
}
