import type { CartFreezeRequest, FrozenCart } from '@cartwright/events';
import type { StoreCurrency } from '@cartwright/money';
import { priceCart as priceByModel, randomCart, type Cart as ModelCart } from '@cartwright/price-model';
import { describe, expect, it } from 'vitest';
import { attributesOf, enteredCodesOf, runningOf } from '../../../test/model-cart.ts';
import { addressIn, buyerOf, cartOf, lineOf, offerOf, pricingBy } from '../../../test/sample-cart.ts';
import { quoteCart, type Cart, type QuotedCart } from '../../cart/door.ts';
import { expressPrices, standardPrices } from '../../delivery/rules/delivery-prices.ts';
import type { Pricing } from '../../pricing/door.ts';
import { discountedPieces } from '../../pricing/rules/discounted-pieces.ts';
import { decideFreeze } from './decide-freeze.ts';

const currencies = ['EUR', 'JPY', 'KWD'] as const;
const monday = Date.UTC(2026, 0, 5);

/** The same cart as the model knows it and as carts do. */
interface Pair {
  readonly model: ModelCart;
  readonly cart: Cart;
  readonly pricing: Pricing;
}

/** A random cart with variants that differ, sent in one of the ways that there are to a country that is known. */
function pairOf(seed: string, currency: StoreCurrency): Pair {
  const random = randomCart(seed);
  const lines = random.lines.filter(
    ({ variantId }, index) => random.lines.findIndex((one) => one.variantId === variantId) === index,
  );
  const country = random.buyer.country ?? 'DE';
  const delivery = lines.length === 0 ? null : deliveryOf(random, { currency, country });
  const model = { ...random, lines, delivery, buyer: { ...random.buyer, country } };
  return { model, cart: toCart(model, currency), pricing: pricingOf(model) };
}

function deliveryOf(
  { delivery }: ModelCart,
  { currency, country }: { readonly currency: StoreCurrency; readonly country: string },
): ModelCart['delivery'] {
  if (delivery === null) return null;
  const isExpress = delivery.optionId === 'express' && country !== 'JP';
  const express = isExpress ? expressPrices[currency] : undefined;
  const price = express ?? standardPrices[currency];
  if (price === undefined) return null;
  const { priceMinor, freeFromMinor } = price;
  const band = { fromMinor: 0n, fromGrams: 0, amountMinor: BigInt(priceMinor) };
  const free = freeFromMinor === null ? [] : [{ ...band, fromMinor: BigInt(freeFromMinor), amountMinor: 0n }];
  return { ...delivery, optionId: express === undefined ? 'standard' : 'express', bands: [band, ...free] };
}

function toCart(model: ModelCart, currency: StoreCurrency): Cart {
  const { buyer, zone, delivery } = model;
  const { customerId, groupIds, isFirstOrder } = buyer;
  const lines = model.lines.map(({ variantId, productId, quantity, ...line }) => {
    const { categoryIds, collectionIds, unitGrams: weightGrams, taxBasisPoints } = line;
    const attributes = attributesOf(line.attributes);
    const traits = { categoryIds, collectionIds, attributes, weightGrams, taxClass: String(taxBasisPoints) };
    const unitPriceMinor = Number(line.unitPriceMinor);
    const known = { productId, unitPriceMinor, isReduced: !line.isFullPrice, traits };
    return lineOf(variantId, { quantity, offer: offerOf(variantId, known) });
  });
  return cartOf({
    ...{ currency, lines, groupIds, enteredCodes: enteredCodesOf(model), isExempt: !zone.paysTax },
    ...(isFirstOrder === null ? {} : { isFirstOrder }),
    ownerId: customerId ?? 'guest',
    isGuests: customerId === null,
    buyer: buyerOf({ countryCode: buyer.country }),
    deliveryOption: delivery?.optionId ?? null,
  });
}

function pricingOf(model: ModelCart): Pricing {
  const { pricesIncludeTax, rounding, deliveryTax } = model.zone;
  const deliveryRateBasisPoints = model.delivery?.taxBasisPoints ?? 0;
  const place = { pricesIncludeTax, rounding, deliveryTax, deliveryRateBasisPoints, rateOf: Number };
  const now = new Date(monday + model.now.hourOfWeek * 60 * 60 * 1000);
  return pricingBy({ promotions: { running: () => runningOf(model) }, taxes: { at: () => place } }, now);
}

const sum = (amounts: readonly (number | bigint)[]) =>
  Number(amounts.reduce<bigint>((all, one) => all + BigInt(one), 0n));

/** What the model says that a cart shows. */
function expectedOf(model: ModelCart) {
  const priced = priceByModel(model);
  const listMinor = sum(priced.lines.map(({ listTotalMinor }) => listTotalMinor));
  const restMinor = sum(priced.lines.map((line) => line.restMinor));
  const offDelivery = Number((priced.delivery?.listMinor ?? 0n) - (priced.delivery?.restMinor ?? 0n));
  return {
    subtotalMinor: listMinor,
    discountMinor: listMinor - restMinor + offDelivery,
    shippingMinor: priced.delivery && Number(priced.delivery.listMinor),
    shippingDiscountMinor: offDelivery,
    taxMinor: Number(priced.taxMinor),
    totalMinor: Number(priced.totalMinor),
    taxLines: priced.taxLines.map(({ basisPoints, netMinor, taxMinor }) => {
      return { rateBasisPoints: basisPoints, netMinor: Number(netMinor), taxMinor: Number(taxMinor) };
    }),
    promotions: priced.applied.map(({ promotionId, off }) => {
      return [promotionId, sum([...off.linesMinor, off.deliveryMinor])];
    }),
    lines: priced.lines.map(({ restMinor: rest, taxMinor }) => [Number(rest), Number(taxMinor)]),
    missing: priced.missing.map(({ promotionId, amountMinor, quantity }) => {
      return [promotionId, amountMinor === null ? null : Number(amountMinor), quantity];
    }),
    why: model.enteredCodes.map((code) => whyByModel(code, model, priced)),
  };
}

const reasons = {
  ENDED: 'ENDED',
  NOT_BEGUN: 'NOT_BEGUN',
  USED_UP: 'USED_UP',
  NOT_FOR_THIS_BUYER: 'NOT_FOR_BUYER',
  NOT_AT_THIS_HOUR: 'NOT_NOW',
  SOMETHING_MISSING: 'SOMETHING_MISSING',
  TAKES_NOTHING_OFF: 'NOTHING_TO_TAKE_OFF',
  DOES_NOT_COMBINE: 'DOES_NOT_COMBINE',
} as const;

function whyByModel(code: string, { promotions }: ModelCart, priced: ReturnType<typeof priceByModel>) {
  const promotion = promotions.find(({ codes }) => codes.includes(code));
  if (promotion === undefined) return 'NOT_FOUND';
  const refused = priced.refused.find(({ promotionId }) => promotionId === promotion.id);
  return refused === undefined ? null : reasons[refused.reason];
}

function shownBy({ price, lines, nextDiscounts, codes }: QuotedCart): ReturnType<typeof expectedOf> {
  const { subtotalMinor, discountMinor, shippingMinor, shippingDiscountMinor, taxMinor, totalMinor } = price;
  return {
    ...{ subtotalMinor, discountMinor, shippingMinor, shippingDiscountMinor, taxMinor, totalMinor },
    taxLines: [...price.taxLines],
    promotions: price.promotions.map(({ promotionId, amountMinor }) => [promotionId, amountMinor]),
    lines: lines.map((line) => [restOf(line), line.taxMinor]),
    missing: nextDiscounts
      .toSorted((one, other) => (one.promotionId < other.promotionId ? -1 : 1))
      .map(({ promotionId, missingMinor, missingQuantity }) => [promotionId, missingMinor, missingQuantity]),
    why: codes.map(({ why }) => why?.reason ?? null),
  };
}

const restOf = ({ totalMinor, discounts }: QuotedCart['lines'][number]): number =>
  totalMinor - sum(discounts.map(({ amountMinor }) => amountMinor));

function freezeAt(total: number, { cart, pricing }: Pair, more: Partial<CartFreezeRequest> = {}) {
  const request = {
    ...{ cartId: cart.id, orderId: 'order', customerId: cart.ownerId, currency: cart.currency },
    email: 'sam@example.com',
    shippingAddress: addressIn(cart.buyer.countryCode ?? ''),
    expectedTotalMinor: total,
    ...more,
  };
  return decideFreeze(cart, request, { pricing, hasEnded: false, newId: () => 'order line' });
}

/** What a frozen cart comes to by its parts, as orders and receipts add it up. */
function addedUp(frozen: FrozenCart) {
  const { discountMinor, shippingMinor, promotions = [], taxLines = [], lines } = frozen;
  const { shippingDiscountMinor = 0, exemptTaxMinor = 0, pricesIncludeTax = true } = frozen;
  const offLines = sum(lines.flatMap(({ discounts = [] }) => discounts.map((one) => one.amountMinor)));
  const taxMinor = sum(taxLines.map((line) => line.taxMinor));
  const subtotalMinor = sum(lines.map(({ unitPriceMinor, quantity }) => unitPriceMinor * quantity));
  const goodsMinor = subtotalMinor - offLines + shippingMinor - shippingDiscountMinor - exemptTaxMinor;
  return {
    subtotalMinor,
    discountMinor: offLines + shippingDiscountMinor,
    ofPromotions: sum(promotions.map(({ amountMinor }) => amountMinor)),
    taxMinor,
    totalMinor: goodsMinor + (pricesIncludeTax ? 0 : taxMinor),
    ofTaxLines: sum(taxLines.map((line) => line.netMinor + line.taxMinor)),
    discounts: discountMinor,
  };
}

const seeds = Array.from({ length: 3_000 }, (_, index) => `cart ${String(index)}`);
const pairs = seeds.map((seed, index) => ({ seed, pair: pairOf(seed, currencies[index % 3] ?? 'EUR') }));

describe('random carts, in currencies of 0, 2 and 3 decimals', () => {
  it('show what the model says that they cost, and why', () => {
    let discounts = 0;
    for (const { seed, pair } of pairs) {
      const quoted = quoteCart(pair.cart, pair.pricing);
      expect({ seed, ...shownBy(quoted) }).toEqual({ seed, ...expectedOf(pair.model) });
      discounts += quoted.price.promotions.length;
    }
    expect(discounts).toBeGreaterThan(pairs.length);
  });

  it('are frozen at what they show, which is the sum of its parts', () => {
    let frozenCarts = 0;
    for (const { seed, pair } of pairs) {
      const { price, lines, deliveryOptions } = quoteCart(pair.cart, pair.pricing);
      if (price.shippingMinor === null) continue;
      const { response, frozen } = freezeAt(price.totalMinor, pair);
      if (response.outcome !== 'frozen' || frozen === null) throw new Error(`${seed}: ${response.outcome}`);
      const { cart } = response;
      const { subtotalMinor, discountMinor, taxMinor, totalMinor } = price;
      const whole = { subtotalMinor, discountMinor, taxMinor, totalMinor };
      const all = { ofPromotions: discountMinor, ofTaxLines: totalMinor, discounts: discountMinor };
      expect({ seed, ...addedUp(cart) }).toEqual({ seed, ...whole, ...all });
      const after = quoteCart(frozen, pair.pricing);
      expect({ seed, price: after.price, lines: after.lines.map(costOf) }).toEqual({
        ...{ seed, price, lines: lines.map(costOf) },
      });
      const chosen = deliveryOptions.find(({ code }) => code === pair.cart.deliveryOption);
      expect({ seed, total: chosen?.basketTotalMinor }).toEqual({ seed, total: totalMinor });
      frozenCarts += 1;
    }
    expect(frozenCarts).toBeGreaterThan(pairs.length / 2);
  });

  it('divide what is taken off a line over its pieces to the unit', () => {
    for (const { pair } of pairs) {
      for (const { discounts, quantity } of quoteCart(pair.cart, pair.pricing).lines) {
        for (const { amountMinor } of discounts) {
          const pieces = discountedPieces(amountMinor, quantity);
          expect(sum(pieces.map((some) => some.quantity * some.amountMinor))).toBe(amountMinor);
          expect(sum(pieces.map((some) => some.quantity))).toBe(quantity);
        }
      }
    }
  });
});

const costOf = ({
  unitPriceMinor,
  totalMinor,
  discounts,
  taxMinor,
  taxRateBasisPoints,
}: QuotedCart['lines'][number]) => {
  return { unitPriceMinor, totalMinor, discounts, taxMinor, taxRateBasisPoints };
};
