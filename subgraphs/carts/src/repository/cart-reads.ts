import type { FrozenCart } from '@cartwright/events';
import type { Cart, CartLine, CartStatus, Offer, StoreCurrency } from '../domain/cart.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Statements } from './statements.ts';

/** A cart and the id by which it was asked for: its own, or that of a cart that was merged into it. */
export interface FoundCart {
  readonly askedId: string;
  readonly cart: Cart;
}

/** Reading carts with their lines and today's offers; one statement each. */
export interface CartReads {
  /** In any order; ids that no cart has are left out. */
  readonly byIds: (ids: readonly string[]) => Promise<FoundCart[]>;
  /** The carts of these owners that are not completed, the latest changed first. */
  readonly inUse: (ownerIds: readonly string[]) => Promise<Cart[]>;
  readonly ownsAny: (ownerId: string) => Promise<boolean>;
  /** What is known of variants in one currency, by variant id. */
  readonly offers: (
    variantIds: readonly string[],
    currency: StoreCurrency,
  ) => Promise<ReadonlyMap<string, Offer>>;
}

interface CartRecord {
  readonly askedId: string;
  readonly id: string;
  readonly ownerId: string;
  readonly currency: StoreCurrency;
  readonly status: CartStatus;
  readonly email: string | null;
  readonly countryCode: string | null;
  readonly postalCode: string | null;
  readonly deliveryOption: string | null;
  readonly orderId: string | null;
  readonly frozenAt: Date | null;
  readonly confirmed: boolean;
  readonly snapshot: FrozenCart | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly lines: CartLine[];
}

const offerFields = Prisma.sql`
  'variantId', v.variant_id, 'productId', v.product_id, 'title', v.title, 'variantTitle', v.variant_title,
  'sku', v.sku, 'forSale', v.for_sale, 'unitPriceMinor', p.amount_minor, 'available', s.available`;

const cartFields = Prisma.sql`
  c.id, c.owner_id AS "ownerId", c.currency, c.status, c.email, c.country_code AS "countryCode",
  c.postal_code AS "postalCode", c.delivery_option AS "deliveryOption", c.frozen_for_order AS "orderId",
  c.frozen_at AS "frozenAt", c.freeze_confirmed AS "confirmed", c.frozen_snapshot AS "snapshot",
  c.created_at AS "createdAt", c.updated_at AS "updatedAt",
  COALESCE((
    SELECT jsonb_agg(jsonb_build_object(
      'id', l.id, 'variantId', l.variant_id, 'quantity', l.quantity, 'quotedUnitMinor', l.quoted_unit_minor,
      'offer', jsonb_build_object(${offerFields})) ORDER BY l.id)
    FROM cart_lines l
    JOIN variants v ON v.variant_id = l.variant_id
    LEFT JOIN variant_prices p ON p.variant_id = l.variant_id AND p.currency = c.currency
    LEFT JOIN variant_stock s ON s.variant_id = l.variant_id
    WHERE l.cart_id = c.id
  ), '[]'::jsonb) AS "lines"`;

/** Reads carts through these statements. */
export function createCartReads(statements: Statements): CartReads {
  return {
    byIds: async (ids) => {
      const records = await statements.$queryRaw<CartRecord[]>`
        SELECT asked.id AS "askedId", ${cartFields}
        FROM unnest(${ids}::uuid[]) AS asked(id)
        LEFT JOIN merged_carts m ON m.id = asked.id
        JOIN carts c ON c.id = COALESCE(m.into_cart_id, asked.id)`;
      return records.map((record) => ({ askedId: record.askedId, cart: toCart(record) }));
    },
    inUse: async (ownerIds) => {
      const records = await statements.$queryRaw<CartRecord[]>`
        SELECT c.id AS "askedId", ${cartFields} FROM carts c
        WHERE c.owner_id = ANY(${ownerIds}::uuid[]) AND c.status <> 'COMPLETED'
        ORDER BY c.updated_at DESC`;
      return records.map(toCart);
    },
    ownsAny: async (ownerId) => {
      const rows = await statements.$queryRaw<unknown[]>`
        SELECT 1 FROM carts WHERE owner_id = ${ownerId}::uuid LIMIT 1`;
      return rows.length > 0;
    },
    offers: async (variantIds, currency) => {
      const rows = await statements.$queryRaw<{ offer: Offer }[]>`
        SELECT jsonb_build_object(${offerFields}) AS "offer" FROM variants v
        LEFT JOIN variant_prices p ON p.variant_id = v.variant_id AND p.currency = ${currency}
        LEFT JOIN variant_stock s ON s.variant_id = v.variant_id
        WHERE v.variant_id = ANY(${variantIds}::uuid[])`;
      return new Map(rows.map(({ offer }) => [offer.variantId, offer]));
    },
  };
}

function toCart(record: CartRecord): Cart {
  const { id, ownerId, currency, status, lines, deliveryOption, createdAt, updatedAt } = record;
  const { email, countryCode, postalCode, orderId, frozenAt, snapshot, confirmed } = record;
  const isFrozen = orderId !== null && frozenAt !== null && snapshot !== null;
  return {
    id,
    ownerId,
    currency,
    status,
    lines,
    buyer: { email, countryCode, postalCode },
    deliveryOption,
    freeze: isFrozen ? { orderId, frozenAt, confirmed, snapshot } : null,
    createdAt,
    updatedAt,
  };
}
