import { describe, expect, it } from 'vitest';
import { sampleCatalogue } from './sample-catalogue.ts';
import { sampleCustomers } from './sample-customers.ts';
import { sampleLogins } from './sample-logins.ts';
import { sampleOrders } from './sample-orders.ts';
import { sampleReviews } from './sample-reviews.ts';

const customers = sampleCustomers();
const orders = sampleOrders();
const products = [...sampleCatalogue().products];
const reviews = products.flatMap(sampleReviews);

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

describe('sampleCustomers', () => {
  it('is the same each time, the shopper first and two staff', () => {
    expect(sampleCustomers()).toEqual(customers);
    expect(customers[0]?.email).toBe('shopper@example.com');
    expect(customers.filter(({ role }) => role === 'STAFF').map(({ email }) => email)).toEqual([
      'staff@example.com',
      'support@example.com',
    ]);
  });

  it('has unique ids and addresses of example.com only', () => {
    expect(new Set(customers.map(({ id }) => id)).size).toBe(customers.length);
    expect(new Set(customers.map(({ email }) => email)).size).toBe(customers.length);
    for (const { email } of customers) expect(email).toMatch(/^[a-z.-]+@example\.com$/);
    const addressIds = customers.flatMap(({ addresses }) => addresses.map(({ id }) => id));
    expect(new Set(addressIds).size).toBe(addressIds.length);
  });

  it('lets every printed login in', () => {
    for (const login of sampleLogins) expect(customers).toContainEqual(expect.objectContaining(login));
  });

  it('gives every customer an address, with a state in the United States only', () => {
    for (const { addresses } of customers.filter(({ role }) => role === 'CUSTOMER')) {
      expect(addresses.length).toBeGreaterThan(0);
      for (const { countryCode, region } of addresses) expect(region !== null).toBe(countryCode === 'US');
    }
  });
});

describe('sampleOrders', () => {
  it('is the same each time, oldest first, within 2025 and 2026', () => {
    expect(sampleOrders()).toEqual(orders);
    const times = orders.map(({ placedAt }) => placedAt.getTime());
    expect(times).toEqual(times.toSorted((left, right) => left - right));
    for (const { placedAt } of orders) expect([2025, 2026]).toContain(placedAt.getUTCFullYear());
  });

  it('adds up', () => {
    for (const {
      lines,
      subtotalMinor,
      discountMinor,
      shipping,
      totalMinor,
      promotions,
      ...order
    } of orders) {
      expect(subtotalMinor).toBe(sum(lines.map(({ unitPriceMinor, quantity }) => unitPriceMinor * quantity)));
      expect(totalMinor).toBe(subtotalMinor - discountMinor + shipping.amountMinor);
      expect(sum(promotions.map(({ amountMinor }) => amountMinor))).toBe(discountMinor);
      const shares = lines.flatMap(({ discounts }) => discounts.map(({ amountMinor }) => amountMinor));
      expect(sum(shares) + order.shippingDiscountMinor).toBe(discountMinor);
    }
  });

  it('has been cheaper now and then: by a code, or sent for nothing', () => {
    const codes = orders.flatMap(({ promotions }) => promotions.map(({ code = null }) => code));
    expect(new Set(codes)).toEqual(new Set(['TEN', null]));
    expect(orders.filter(({ promotions }) => promotions.length === 0).length).toBeGreaterThan(30);
  });

  it('includes the taxes of the destination, rounded half up for each rate, of books less', () => {
    const rates: Record<string, readonly number[]> = {
      DE: [1900, 700],
      FR: [2000, 550],
      NL: [2100, 900],
      AT: [2000, 1000],
      US: [0],
    };
    for (const { totalMinor, taxMinor, taxLines, taxRatePercent, shippingAddress } of orders) {
      const known = rates[shippingAddress.countryCode];
      expect(taxRatePercent * 100).toBe(known?.[0]);
      for (const { rateBasisPoints: rate, ...line } of taxLines) {
        expect(known).toContain(rate);
        const grossMinor = line.netMinor + line.taxMinor;
        expect(line.taxMinor).toBe(Math.floor((grossMinor * rate) / (10_000 + rate) + 0.5));
      }
      expect(sum(taxLines.map((line) => line.taxMinor))).toBe(taxMinor);
      expect(sum(taxLines.map((line) => line.netMinor + line.taxMinor))).toBe(totalMinor);
    }
    const mixed = orders.filter(({ taxLines }) => taxLines.length === 2);
    expect(mixed.length).toBeGreaterThan(2);
    expect(mixed.some(({ email }) => email === 'shopper@example.com')).toBe(true);
  });

  it('charges standard shipping below 50.00 only, and express always', () => {
    const prices = { standard: { EUR: 490, USD: 590 }, express: { EUR: 1_290, USD: 1_490 } };
    for (const { shipping, subtotalMinor, currency } of orders) {
      const free = shipping.code === 'standard' && subtotalMinor >= 5_000;
      expect(shipping.amountMinor).toBe(free ? 0 : prices[shipping.code][currency]);
    }
    expect(new Set(orders.map(({ shipping }) => shipping.code)).size).toBe(2);
    expect(orders.some(({ shipping }) => shipping.amountMinor === 490)).toBe(true);
  });

  it('sells variants of the default catalogue at their price, after the product came in', () => {
    const productById = new Map(products.map((product) => [product.id, product]));
    for (const { lines, currency, placedAt } of orders) {
      for (const line of lines) {
        const product = productById.get(line.productId);
        const variant = product?.variants.find(({ id }) => id === line.variantId);
        expect(variant?.sku).toBe(line.sku);
        expect(variant?.prices.find((price) => price.currency === currency)?.amountMinor).toBe(
          line.unitPriceMinor,
        );
        expect(product?.createdAt.getTime()).toBeLessThan(placedAt.getTime());
      }
    }
  });

  it('belongs to a sample customer who ships to an address of their own', () => {
    for (const { customerId, email, shippingAddress } of orders) {
      const customer = customers.find(({ id }) => id === customerId);
      expect(customer?.email).toBe(email);
      expect(customer?.addresses).toContainEqual(shippingAddress);
    }
  });

  it('says when and why exactly where it was shipped, delivered or cancelled', () => {
    for (const order of orders) {
      expect(order.cancelReason !== null).toBe(order.status === 'CANCELLED');
      expect(order.cancelledAt !== null).toBe(order.status === 'CANCELLED');
      const sent = order.parcels.flatMap(({ lines }) => lines);
      const ordered = order.lines.map(({ id: lineId, quantity }) => ({ lineId, quantity }));
      const isShipped = order.status === 'SHIPPED' || order.status === 'DELIVERED';
      expect(sent).toEqual(isShipped ? ordered : []);
      for (const { deliveredAt } of order.parcels)
        expect(deliveredAt !== null).toBe(order.status === 'DELIVERED');
    }
    expect(new Set(orders.map(({ status }) => status)).size).toBe(4);
    expect(new Set(orders.map(({ parcels }) => parcels.length))).toEqual(new Set([0, 1, 2]));
  });

  it('has unique ids, numbers and payments', () => {
    const lineIds = orders.flatMap(({ lines }) => lines.map(({ id }) => id));
    const parcelIds = orders.flatMap(({ parcels }) => parcels.map(({ id }) => id));
    const own = orders.flatMap(({ id, paymentId, number }) => [id, paymentId, number]);
    const ids = [...own, ...lineIds, ...parcelIds];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives the first customer orders of every status', () => {
    const own = orders.filter(({ email }) => email === 'shopper@example.com');
    expect(new Set(own.map(({ status }) => status)).size).toBe(4);
  });
});

describe('sampleReviews', () => {
  it('is the same each time', () => {
    expect(products.flatMap(sampleReviews)).toEqual(reviews);
  });

  it('has at most 12 for a product, none twice by one customer, oldest first', () => {
    for (const product of products) {
      const own = sampleReviews(product);
      expect(own.length).toBeLessThanOrEqual(12);
      expect(new Set(own.map(({ customerId }) => customerId)).size).toBe(own.length);
      const times = own.map(({ createdAt }) => createdAt.getTime());
      expect(times).toEqual(times.toSorted((left, right) => left - right));
      for (const time of times) expect(time).toBeGreaterThan(product.createdAt.getTime());
    }
  });

  it('has unique ids and reviewers who are customers', () => {
    expect(new Set(reviews.map(({ id }) => id)).size).toBe(reviews.length);
    const shoppers = new Set(customers.filter(({ role }) => role === 'CUSTOMER').map(({ id }) => id));
    for (const { customerId } of reviews) expect(shoppers).toContain(customerId);
  });

  it('rates well on the whole, with all of 1 to 5 in use', () => {
    const ratings = reviews.map(({ rating }) => rating);
    expect(new Set(ratings)).toEqual(new Set([1, 2, 3, 4, 5]));
    const average = sum(ratings) / ratings.length;
    expect(average).toBeGreaterThan(3.6);
    expect(average).toBeLessThan(4.6);
  });

  it('leaves some products without any', () => {
    expect(products.some((product) => sampleReviews(product).length === 0)).toBe(true);
  });
});
