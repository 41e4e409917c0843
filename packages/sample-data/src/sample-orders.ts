import { regions, type Region } from './people.ts';
import { priceOrder, type UnpricedLine } from './price-order.ts';
import { createRandom, type Random } from '@cartwright/random';
import { sampleCatalogue } from './sample-catalogue.ts';
import { sampleCustomers } from './sample-customers.ts';
import { sampleId } from './sample-id.ts';
import type {
  SampleCancelReason,
  SampleCurrency,
  SampleCustomer,
  SampleOrder,
  SampleOrderStatus,
  SampleParcel,
  SampleProduct,
  SampleShipping,
} from './sample-types.ts';

const orderCount = 60;
const orderedProducts = 150;
const firstOrderAt = Date.UTC(2025, 0, 8, 8, 0);
const lastOrderAt = Date.UTC(2026, 5, 24, 20, 0);
const hourMs = 3_600_000;
const hoursBetweenParcels = 6;
const seldomTwiceFromMinor = 6_000;
const freeShippingFromMinor = 5_000;
const everyReduced = { of: 6, is: 3 };
const everySentFree = { of: 5, is: 2 };
const booksSlug = 'books';
const cancelReasons = ['CUSTOMER_REQUESTED', 'PAYMENT_DECLINED', 'OUT_OF_STOCK'] as const;

/** Sixty past orders of the sample customers, oldest first; the newest are not delivered yet. */
export function sampleOrders(): SampleOrder[] {
  const customers = sampleCustomers().filter(({ role }) => role === 'CUSTOMER');
  const catalogue = sampleCatalogue({ products: orderedProducts });
  const books = catalogue.categories.find(({ slug }) => slug === booksSlug);
  const shelves = catalogue.categories.filter(({ parentId }) => parentId === books?.id);
  const onSale = { products: [...catalogue.products], bookShelves: new Set(shelves.map(({ id }) => id)) };
  return Array.from({ length: orderCount }, (_, index) => makeOrder(index, customers, onSale));
}

interface OnSale {
  readonly products: readonly SampleProduct[];
  /** The categories of books, by id: many countries tax these less. */
  readonly bookShelves: ReadonlySet<string>;
}

function makeOrder(
  index: number,
  customers: readonly SampleCustomer[],
  { products, bookShelves }: OnSale,
): SampleOrder {
  const random = createRandom(`order:${index}`);
  const placedAt = placedAtOf(index, random);
  const customer = index % 8 === 3 ? at(customers, 0) : random.pick(customers.slice(0, 24));
  const shippingAddress = random.pick(customer.addresses);
  const currency = shippingAddress.countryCode === 'US' ? 'USD' : 'EUR';
  const onSale = products.filter(({ createdAt }) => createdAt < placedAt);
  const { taxRatePercent, bookTaxRatePercent } = regionOf(shippingAddress.countryCode);
  const rateOf = ({ categoryId }: SampleProduct) =>
    Math.round((bookShelves.has(categoryId) ? bookTaxRatePercent : taxRatePercent) * 100);
  const unpriced = makeLines(index, random.shuffle(onSale), { currency, random, rateOf });
  const price = priceOrder({
    lines: unpriced,
    shipping: shippingOf(unpriced, currency, random),
    taxRateBasisPoints: taxRatePercent * 100,
    isReduced: index % everyReduced.of === everyReduced.is,
    isSentFree: index % everySentFree.of === everySentFree.is,
  });
  return {
    id: sampleId('order', index),
    number: `CW-${10_001 + index}`,
    customerId: customer.id,
    email: customer.email,
    locale: customer.locale,
    currency,
    placedAt,
    ...price,
    taxRatePercent,
    shippingAddress,
    paymentId: sampleId('payment', index),
    ...progressOf({ index, placedAt, lines: price.lines, countryCode: shippingAddress.countryCode }, random),
  };
}

/** Evenly spread, each within its own slot, so that the order of the list is the order in time. */
function placedAtOf(index: number, random: Random): Date {
  const slotMs = (lastOrderAt - firstOrderAt) / orderCount;
  return new Date(firstOrderAt + Math.floor(((index + random.next()) * slotMs) / 1000) * 1000);
}

interface LineTerms {
  readonly currency: SampleCurrency;
  readonly random: Random;
  /** The rate of tax of a product, in basis points. */
  readonly rateOf: (product: SampleProduct) => number;
}

function makeLines(
  orderIndex: number,
  products: readonly SampleProduct[],
  { currency, random, rateOf }: LineTerms,
): UnpricedLine[] {
  const lineCount = random.pick([1, 1, 1, 2, 2, 3, 4]);
  return products.slice(0, lineCount).map((product, position) => {
    const variant = random.pick(product.variants);
    const price = variant.prices.find((candidate) => candidate.currency === currency);
    if (!price) throw new Error(`${variant.sku} has no price in ${currency}.`);
    return {
      id: sampleId('order-line', orderIndex * 8 + position),
      variantId: variant.id,
      productId: product.id,
      title: product.title,
      variantTitle: variant.title,
      sku: variant.sku,
      quantity: price.amountMinor > seldomTwiceFromMinor ? 1 : random.pick([1, 1, 1, 2, 2, 3]),
      unitPriceMinor: price.amountMinor,
      taxRateBasisPoints: rateOf(product),
    };
  });
}

function shippingOf(
  lines: readonly UnpricedLine[],
  currency: SampleCurrency,
  random: Random,
): SampleShipping {
  const subtotalMinor = lines.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0);
  return random.chance(0.15) ? express(currency) : standard(currency, subtotalMinor);
}

function standard(currency: SampleCurrency, subtotalMinor: number): SampleShipping {
  const priceMinor = currency === 'EUR' ? 490 : 590;
  const amountMinor = subtotalMinor >= freeShippingFromMinor ? 0 : priceMinor;
  return { code: 'standard', name: 'Standard', amountMinor };
}

function express(currency: SampleCurrency): SampleShipping {
  return { code: 'express', name: 'Express', amountMinor: currency === 'EUR' ? 1_290 : 1_490 };
}

type Progress = Pick<SampleOrder, 'status' | 'wasReviewed' | 'parcels' | 'cancelledAt' | 'cancelReason'>;

interface Sold extends Pick<SampleOrder, 'placedAt' | 'lines'> {
  readonly index: number;
  readonly countryCode: string;
}

function progressOf(sold: Sold, random: Random): Progress {
  const { index, placedAt } = sold;
  const status = statusOf(index);
  const reason = at(cancelReasons, Math.floor(index / 9) % cancelReasons.length);
  const shippedAt = later(placedAt, random.integer(12, 44));
  const deliveredAt = later(shippedAt, random.integer(26, 90));
  const cancelled = status === 'CANCELLED';
  const shipped = status === 'SHIPPED' || status === 'DELIVERED';
  const arrivesAt = status === 'DELIVERED' ? deliveredAt : null;
  return {
    status,
    wasReviewed: !cancelled && index % 12 === 5,
    parcels: shipped ? parcelsOf(sold, shippedAt, arrivesAt) : [],
    cancelledAt: cancelled ? cancelledAtOf(reason, placedAt) : null,
    cancelReason: cancelled ? reason : null,
  };
}

function statusOf(index: number): SampleOrderStatus {
  if (index % 9 === 1) return 'CANCELLED';
  if (index >= orderCount - 4) return 'CONFIRMED';
  return index >= orderCount - 9 ? 'SHIPPED' : 'DELIVERED';
}

/** Orders of three lines and more go in two parcels, the second some hours after the first. */
function parcelsOf(
  { index, lines, countryCode }: Sold,
  shippedAt: Date,
  deliveredAt: Date | null,
): SampleParcel[] {
  const parts = lines.length < 3 ? [lines] : [lines.slice(0, 2), lines.slice(2)];
  return parts.map((part, position) => {
    const random = createRandom(`parcel:${index}:${position}`);
    return {
      id: sampleId('parcel', index * 2 + position),
      carrier: countryCode === 'US' ? 'UPS' : 'DHL',
      trackingNumber: `0034043${random.integer(1_000_000_000_000, 9_999_999_999_999)}`,
      lines: part.map(({ id: lineId, quantity }) => ({ lineId, quantity })),
      shippedAt: later(shippedAt, position * hoursBetweenParcels),
      deliveredAt: deliveredAt === null ? null : later(deliveredAt, position * hoursBetweenParcels),
    };
  });
}

/** The checkout itself cancels within seconds, a customer within hours. */
function cancelledAtOf(reason: SampleCancelReason, placedAt: Date): Date {
  return reason === 'CUSTOMER_REQUESTED' ? later(placedAt, 3) : new Date(placedAt.getTime() + 4_000);
}

function later(from: Date, hours: number): Date {
  return new Date(from.getTime() + hours * hourMs);
}

function regionOf(countryCode: string): Region {
  const region = regions.find((candidate) => candidate.countryCode === countryCode);
  if (!region) throw new Error(`No tax rate for ${countryCode}.`);
  return region;
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`No item ${index}.`);
  return item;
}
