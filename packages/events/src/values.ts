import { z } from 'zod';

export const id = z.uuid();
export const instant = z.iso.datetime();
export const amountMinor = z.int().nonnegative();
export const currency = z.string().regex(/^[A-Z]{3}$/);

/** Key and business id of a message that is sent once per order. */
export const byOrder = {
  key: (data: { orderId: string }) => data.orderId,
  businessId: (data: { orderId: string }) => data.orderId,
};

/** The amounts of a cart or an order. */
export const totals = {
  subtotalMinor: amountMinor,
  discountMinor: amountMinor,
  shippingMinor: amountMinor,
  taxMinor: amountMinor,
  totalMinor: amountMinor,
};

export const addressSchema = z.object({
  firstName: z.string(),
  lastName: z.string().nullish(),
  company: z.string().nullish(),
  line1: z.string(),
  line2: z.string().nullish(),
  city: z.string().nullish(),
  region: z.string().nullish(),
  postalCode: z.string().nullish(),
  countryCode: z.string().length(2),
  phone: z.string().nullish(),
});

/** A postal address as messages carry it. Orders of older versions always have `lastName`, `city` and `postalCode`. */
export type MessageAddress = z.infer<typeof addressSchema>;

/** What buyers are recognised by: keyed hashes that only orders can make, never the data themselves. */
export const buyerSignalsSchema = z.object({
  /** Of the canonical form of the e-mail address. */
  email: z.string(),
  /** Of the delivery address, and of the billing address if that is another. */
  addresses: z.array(z.string()).min(1).max(2),
  /** Of the network that the request came from, and of that with the client's own name; null when unknown. */
  network: z.string().nullable(),
  device: z.string().nullable(),
});

/** What a buyer is recognised by, as keyed hashes. */
export type BuyerSignals = z.infer<typeof buyerSignalsSchema>;

/** A part of a bundle, and how many pieces of it one piece of the bundle takes. */
export const bundleShareSchema = z.object({ variantId: id, quantity: z.int().positive() });

const bundlePartSchema = bundleShareSchema.extend({
  sku: z.string(),
  title: z.string(),
  variantTitle: z.string(),
});

/** A part of a bundle as it was sold, in the language of the order. */
export type BundlePartSnapshot = Readonly<z.infer<typeof bundlePartSchema>>;

/** What a buyer has said of a cart and so of its order; left out where nothing was, and by older releases. */
export const orderDetails = {
  note: z.string().optional(),
  giftText: z.string().optional(),
  reference: z.string().optional(),
};

/** What messages say of what a buyer has said: what is null is left out. */
export function orderDetailsOf({
  note,
  giftText,
  reference,
}: Readonly<Record<keyof typeof orderDetails, string | null>>): z.infer<z.ZodObject<typeof orderDetails>> {
  return {
    ...(note === null ? {} : { note }),
    ...(giftText === null ? {} : { giftText }),
    ...(reference === null ? {} : { reference }),
  };
}

/** What a promotion took off a line: by itself, or its share of what was taken off several. */
const lineDiscountSchema = z.object({ promotionId: id, amountMinor });

/** What a promotion took off a line, in minor units. */
export type LineDiscount = Readonly<z.infer<typeof lineDiscountSchema>>;

/** A promotion that a cart was cheaper by, with all that it took off; the code is left out where none was needed. */
const appliedPromotionSchema = z.object({
  promotionId: id,
  title: z.string(),
  code: z.string().optional(),
  class: z.enum(['PRODUCT', 'ORDER', 'SHIPPING']),
  amountMinor,
});

/** All that has one rate of tax: what it costs without tax, and the tax. */
const taxLineSchema = z.object({
  rateBasisPoints: z.int().nonnegative(),
  netMinor: amountMinor,
  taxMinor: amountMinor,
});

/**
 * How the amounts of a cart or an order came about (decision 110): the total is the subtotal, less `discountMinor`, with `shippingMinor`
 * (both before discounts), less `exemptTaxMinor`, and with the tax where prices do not include it. Left out by older releases, whose
 * prices include tax at one rate.
 */
export const priceDetails = {
  promotions: z.array(appliedPromotionSchema).optional(),
  /** Of `discountMinor` what is off the delivery. */
  shippingDiscountMinor: amountMinor.optional(),
  /** By rate, the highest first; their sum is `taxMinor`. */
  taxLines: z.array(taxLineSchema).optional(),
  pricesIncludeTax: z.boolean().optional(),
  /** What a buyer who pays no tax pays less than the prices, which include it for others. */
  exemptTaxMinor: amountMinor.optional(),
};
const priceDetailsSchema = z.object(priceDetails);

/** How the amounts of a cart or an order came about; nothing of it where a release before did not say. */
export type PriceDetails = Readonly<z.infer<typeof priceDetailsSchema>>;

/** What an order's total is made of, but for its lines, as a receipt tells it. */
export const receiptPriceSchema = priceDetailsSchema.extend({
  subtotalMinor: amountMinor,
  discountMinor: amountMinor,
  shippingMinor: amountMinor,
});

/** What an order's total is made of, but for its lines, in minor units. */
export type ReceiptPrice = Readonly<z.infer<typeof receiptPriceSchema>>;

/** Of something with more said of it how its amounts came about, without what is left out. */
export function priceDetailsOf(priced: PriceDetails): PriceDetails {
  return priceDetailsSchema.parse(priced);
}

export const orderLineSchema = z.object({
  lineId: id,
  variantId: id,
  productId: id,
  title: z.string(),
  variantTitle: z.string(),
  sku: z.string(),
  quantity: z.int().positive(),
  unitPriceMinor: amountMinor,
  /** Before discounts. */
  totalMinor: amountMinor,
  /** Left out where there are none. */
  discounts: z.array(lineDiscountSchema).min(1).optional(),
  taxRateBasisPoints: z.int().nonnegative().optional(),
  /** Of what is left after discounts. */
  taxMinor: amountMinor.optional(),
  /** What the bundle consists of; left out of all that is none, and by older releases. */
  bundleParts: z.array(bundlePartSchema).min(1).optional(),
});

/** Everything that a receipt, an e-mail or an analysis needs of an order, without a request to orders. */
export const orderSnapshotSchema = z.object({
  orderId: id,
  number: z.string(),
  customerId: id,
  email: z.string(),
  locale: z.string(),
  currency,
  lines: z.array(orderLineSchema).min(1),
  ...totals,
  ...priceDetails,
  shippingMethod: z.string(),
  shippingAddress: addressSchema,
  /** Left out or null when it is the shipping address. */
  billingAddress: addressSchema.nullish(),
  cartId: id,
  paymentId: id,
  placedAt: instant,
});

/** An order as it was placed, amounts in minor units of `currency`, tax included in each unless `pricesIncludeTax` says that it is not. */
export type OrderSnapshot = z.infer<typeof orderSnapshotSchema>;

/** A parcel of an order, as messages carry it. */
export const fulfillmentSchema = z.object({
  fulfillmentId: id,
  /** For people: the order's number and that of the parcel, `CW-100001-1`. */
  number: z.string(),
  /** In the words of the staff: `DHL`. */
  carrier: z.string(),
  trackingNumber: z.string().nullable(),
  trackingUrl: z.string().nullable(),
  lines: z.array(z.object({ lineId: id, quantity: z.int().positive() })).min(1),
  shippedAt: instant,
});

/** A parcel of an order: which pieces of which lines, and how to follow it. */
export type FulfillmentSnapshot = z.infer<typeof fulfillmentSchema>;

/** What merchants are told of an order: what was sold and for how much, and how that came about; nothing of who bought it. */
export function orderForMerchants({ lines, ...order }: OrderSnapshot) {
  const { orderId, number, currency, shippingMethod, placedAt } = order;
  const { subtotalMinor, discountMinor, shippingMinor, taxMinor, totalMinor } = order;
  return {
    ...{ orderId, number, currency },
    lines: lines.map(lineForMerchants),
    ...{ subtotalMinor, discountMinor, shippingMinor, taxMinor, totalMinor },
    ...priceDetailsOf(order),
    ...{ shippingMethod, placedAt },
  };
}

function lineForMerchants({ lineId, variantId, productId, sku, ...line }: OrderSnapshot['lines'][number]) {
  const { quantity, unitPriceMinor, totalMinor, discounts, taxRateBasisPoints, taxMinor } = line;
  return {
    ...{ lineId, variantId, productId, sku, quantity, unitPriceMinor, totalMinor },
    ...(discounts === undefined ? {} : { discounts }),
    ...(taxRateBasisPoints === undefined ? {} : { taxRateBasisPoints }),
    ...(taxMinor === undefined ? {} : { taxMinor }),
  };
}

/** What merchants are told of a parcel; its tracking number would lead to the buyer's address. */
export function fulfillmentForMerchants(
  order: OrderSnapshot & { readonly fulfillment: FulfillmentSnapshot },
) {
  const { fulfillmentId, number, carrier, lines, shippedAt } = order.fulfillment;
  return { orderId: order.orderId, fulfillmentId, number, carrier, lines, shippedAt };
}
