import { z } from 'zod';
import { defineMessage } from './define-message.ts';
import {
  sampleCartId,
  sampleCustomerId,
  sampleInstant,
  sampleProductId,
  sampleVariantId,
} from './sample-values.ts';
import { amountMinor, currency, id, instant } from './values.ts';

const lineSchema = z.object({
  variantId: id,
  productId: id,
  title: z.string(),
  variantTitle: z.string(),
  /** Both titles by language (BCP 47), where they are others there; left out where they are none. */
  translations: z.record(z.string(), z.object({ title: z.string(), variantTitle: z.string() })).optional(),
  sku: z.string(),
  quantity: z.int().positive(),
  unitPriceMinor: amountMinor,
  /** Before discounts. */
  totalMinor: amountMinor,
});

/** A line of a cart that was left. */
export type AbandonedLine = Readonly<z.infer<typeof lineSchema>>;

/**
 * A cart with something in it was left, and nobody has ordered it: told once for each time that it is left, at most once a day and three
 * times in all. What could not be bought any more is not in it; prices are those of the moment.
 */
export const cartAbandoned = defineMessage({
  type: 'carts.cart-abandoned.v1',
  source: 'carts',
  kind: 'event',
  readers: ['notifications'],
  forMerchants: ({ lines, ...cart }) => {
    const {
      abandonmentId,
      cartId,
      number,
      currency: code,
      subtotalMinor,
      totalMinor,
      leftAt,
      abandonedAt,
    } = cart;
    return {
      ...{ abandonmentId, cartId, number, currency: code },
      lines: lines.map(lineForMerchants),
      ...{ subtotalMinor, totalMinor, leftAt, abandonedAt },
    };
  },
  meaning: 'a cart with something in it was left',
  schema: z.object({
    abandonmentId: id,
    cartId: id,
    /** Whose it is: a customer, or a guest. */
    customerId: id,
    isGuest: z.boolean(),
    /** What a guest has given; null of a customer, who has an address of their own, and where none was given. */
    email: z.string().nullable(),
    /** BCP 47; left out where it is not known what the buyer reads. */
    locale: z.string().optional(),
    /** The first, second or third time that this is told of the cart. */
    number: z.int().min(1).max(3),
    currency,
    lines: z.array(lineSchema).min(1),
    subtotalMinor: amountMinor,
    totalMinor: amountMinor,
    /** When it was changed last. */
    leftAt: instant,
    abandonedAt: instant,
  }),
  key: ({ cartId }) => cartId,
  businessId: ({ abandonmentId }) => abandonmentId,
  samples: [
    {
      abandonmentId: '01990000-0000-7000-8000-0000000000c1',
      cartId: sampleCartId,
      customerId: sampleCustomerId,
      isGuest: true,
      email: 'shopper@example.com',
      number: 1,
      currency: 'EUR',
      lines: [
        {
          ...{
            variantId: sampleVariantId,
            productId: sampleProductId,
            title: 'Oak stool',
            variantTitle: 'Natural',
          },
          translations: { de: { title: 'Hocker aus Eiche', variantTitle: 'Natur' } },
          ...{ sku: 'STOOL-OAK', quantity: 2, unitPriceMinor: 4900, totalMinor: 9800 },
        },
      ],
      subtotalMinor: 9800,
      totalMinor: 9800,
      leftAt: sampleInstant,
      abandonedAt: sampleInstant,
    },
  ],
});

/** What was left, without its name: that is in the catalogue. */
function lineForMerchants({
  variantId,
  productId,
  sku,
  quantity,
  unitPriceMinor,
  totalMinor,
}: AbandonedLine) {
  return { variantId, productId, sku, quantity, unitPriceMinor, totalMinor };
}
