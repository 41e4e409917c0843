import { z } from 'zod';
import { defineMessage } from './define-message.ts';
import {
  sampleCustomerId,
  sampleInstant,
  sampleOrderId,
  samplePartId,
  sampleVariantId,
} from './sample-values.ts';
import { bundleShareSchema, byOrder, id, instant } from './values.ts';

const orderOnly = z.object({ orderId: id });

/** Asks products to set stock aside for an order, all lines or none, until `expiresAt`. */
export const inventoryReserve = defineMessage({
  type: 'inventory.reserve.v1',
  source: 'orders',
  kind: 'command',
  readers: ['products'],
  meaning: 'command: set stock aside, all lines or none',
  schema: z.object({
    orderId: id,
    lines: z
      .array(
        z.object({
          variantId: id,
          quantity: z.int().positive(),
          /** What the buyer was shown that a piece costs; older releases do not say. */
          unitPriceMinor: z.int().nonnegative().optional(),
          /** The variant's own price, which that follows from; null where a price list names a price of its own. */
          basePriceMinor: z.int().nonnegative().nullish(),
          /** What a bundle consisted of when it was ordered: what is set aside in its place. Without it, what it consists of now. */
          parts: z.array(bundleShareSchema).min(1).optional(),
        }),
      )
      .min(1),
    expiresAt: instant,
    /** Of the prices of the lines. */
    currency: z.string().optional(),
    /** The same for all orders of one buyer: the customer's id, or an id that stands for a guest's e-mail address. */
    buyer: id.optional(),
  }),
  ...byOrder,
  samples: [
    {
      orderId: sampleOrderId,
      lines: [{ variantId: sampleVariantId, quantity: 2 }],
      expiresAt: sampleInstant,
    },
    {
      orderId: sampleOrderId,
      lines: [{ variantId: sampleVariantId, quantity: 2, unitPriceMinor: 4900, basePriceMinor: 5000 }],
      expiresAt: sampleInstant,
      currency: 'EUR',
      buyer: sampleCustomerId,
    },
    {
      orderId: sampleOrderId,
      lines: [
        {
          ...{ variantId: sampleVariantId, quantity: 2, unitPriceMinor: 4900, basePriceMinor: 5000 },
          parts: [{ variantId: samplePartId, quantity: 3 }],
        },
      ],
      expiresAt: sampleInstant,
      currency: 'EUR',
      buyer: sampleCustomerId,
    },
  ],
});

/** Asks products to turn an order's reservation into a sale. */
export const inventoryCommit = defineMessage({
  type: 'inventory.commit.v1',
  source: 'orders',
  kind: 'command',
  readers: ['products'],
  meaning: 'command: turn the reservation into a sale',
  schema: orderOnly,
  ...byOrder,
  samples: [{ orderId: sampleOrderId }],
});

/** Asks products to release an order's stock, whether it is reserved, sold or missing (then nothing happens). */
export const inventoryRelease = defineMessage({
  type: 'inventory.release.v1',
  source: 'orders',
  kind: 'command',
  readers: ['products'],
  meaning: 'command: put everything back, whatever its state',
  schema: orderOnly.extend({ reason: z.string() }),
  ...byOrder,
  samples: [{ orderId: sampleOrderId, reason: 'payment declined' }],
});

/** Stock is set aside for the order until `expiresAt`. */
export const inventoryReserved = defineMessage({
  type: 'inventory.reserved.v1',
  source: 'products',
  kind: 'event',
  readers: ['orders'],
  meaning: 'stock is set aside',
  schema: orderOnly.extend({ expiresAt: instant }),
  ...byOrder,
  samples: [{ orderId: sampleOrderId, expiresAt: sampleInstant }],
});

/** Some line could not be reserved, so none is. When the release arrived before the command, `unavailable` is empty. */
export const inventoryReservationRefused = defineMessage({
  type: 'inventory.reservation-refused.v1',
  source: 'products',
  kind: 'event',
  readers: ['orders'],
  meaning: 'there is not enough stock',
  schema: orderOnly.extend({
    unavailable: z.array(
      z.object({ variantId: id, requested: z.int().positive(), available: z.int().nonnegative() }),
    ),
    /** What a flash offer refuses; left out where there is not enough stock. */
    reason: z.enum(['OFFER_SOLD_OUT', 'OFFER_LIMIT_REACHED', 'OFFER_NOT_ADMITTED']).optional(),
  }),
  ...byOrder,
  samples: [
    { orderId: sampleOrderId, unavailable: [{ variantId: sampleVariantId, requested: 2, available: 1 }] },
    {
      orderId: sampleOrderId,
      unavailable: [{ variantId: sampleVariantId, requested: 2, available: 0 }],
      reason: 'OFFER_SOLD_OUT',
    },
  ],
});

/** The order's stock is sold. */
export const inventoryCommitted = defineMessage({
  type: 'inventory.committed.v1',
  source: 'products',
  kind: 'event',
  readers: ['orders'],
  meaning: 'the reservation is a sale',
  schema: orderOnly,
  ...byOrder,
  samples: [{ orderId: sampleOrderId }],
});

/** There was no active reservation to commit: it had expired or was released. */
export const inventoryCommitRefused = defineMessage({
  type: 'inventory.commit-refused.v1',
  source: 'products',
  kind: 'event',
  readers: ['orders'],
  meaning: 'the reservation had expired',
  schema: orderOnly.extend({ reason: z.enum(['expired', 'released', 'unknown']) }),
  ...byOrder,
  samples: [{ orderId: sampleOrderId, reason: 'expired' }],
});

/** Nothing is set aside or sold for the order any more. */
export const inventoryReleased = defineMessage({
  type: 'inventory.released.v1',
  source: 'products',
  kind: 'event',
  readers: ['orders'],
  meaning: 'everything is put back',
  schema: orderOnly,
  ...byOrder,
  samples: [{ orderId: sampleOrderId }],
});

/** The reservation expired before it was committed; its stock is available again. */
export const inventoryReservationExpired = defineMessage({
  type: 'inventory.reservation-expired.v1',
  source: 'products',
  kind: 'event',
  readers: ['orders'],
  meaning: 'the reservation expired and is put back',
  schema: orderOnly,
  ...byOrder,
  samples: [{ orderId: sampleOrderId }],
});
