import { priceCart as priceByModel, randomCart, type Cart, type Line } from '@cartwright/price-model';
import { expect, it } from 'vitest';
import { attributesOf, enteredCodesOf, momentOf, runningOf } from '../../../test/model-cart.ts';
import type { Candidate } from '../../promotions/door.ts';
import { priceCart, type CartToPrice, type PricedCart, type PricedLine } from './price-cart.ts';

const carts = 5_000;

it('prices random carts as the model does that was written from the decision alone', () => {
  const seeds = Array.from({ length: carts }, (_, index) => `cart ${String(index)}`);
  let discounts = 0;
  for (const seed of seeds) {
    const cart = randomCart(seed);
    const expected = expectedOf(cart);
    expect({ seed, ...summaryOf(priceCart(toProduct(cart))) }).toEqual({ seed, ...expected });
    discounts += expected.applied.length;
  }
  expect(discounts).toBeGreaterThan(carts);
});

function expectedOf(cart: Cart) {
  const priced = priceByModel(cart);
  return {
    applied: priced.applied.map(({ promotionId, off }) => ({
      promotionId,
      lines: off.linesMinor.map(Number),
      delivery: Number(off.deliveryMinor),
    })),
    lines: priced.lines.map(({ amountMinor, taxMinor }) => [Number(amountMinor), Number(taxMinor)]),
    delivery: priced.delivery && [
      Number(priced.delivery.listMinor),
      Number(priced.delivery.amountMinor),
      Number(priced.delivery.taxMinor),
    ],
    taxLines: priced.taxLines.map(({ basisPoints, netMinor, taxMinor }) => [
      basisPoints,
      Number(netMinor),
      Number(taxMinor),
    ]),
    total: [Number(priced.taxMinor), Number(priced.totalMinor)],
  };
}

function summaryOf({ applied, taxed, deliveryMinor }: PricedCart): ReturnType<typeof expectedOf> {
  return {
    applied: applied.map(({ promotion, off }) => ({
      promotionId: promotion.id,
      lines: [...off.lines],
      delivery: off.shippingMinor,
    })),
    lines: taxed.goods.map(({ amountMinor, taxMinor }) => [amountMinor, taxMinor]),
    delivery: taxed.delivery && [deliveryMinor ?? 0, taxed.delivery.amountMinor, taxed.delivery.taxMinor],
    taxLines: taxed.taxLines.map((line) => [line.rateBasisPoints, line.netMinor, line.taxMinor]),
    total: [taxed.taxMinor, taxed.totalMinor],
  };
}

function toProduct(cart: Cart): CartToPrice {
  const { lines, delivery, zone, buyer, now } = cart;
  const { pricesIncludeTax, rounding, deliveryTax, paysTax } = zone;
  const deliveryRateBasisPoints = delivery?.taxBasisPoints ?? 0;
  return {
    lines: lines.map(toLine),
    deliveryOption: delivery?.optionId ?? null,
    buyer: {
      customerId: buyer.customerId,
      groupIds: buyer.groupIds,
      countryCode: buyer.country,
      isFirstOrder: buyer.isFirstOrder,
      now: momentOf(now),
    },
    candidates: candidatesOf(cart),
    deliveryMinor: (goodsMinor) => delivery && deliveryPrice(delivery.bands, { goodsMinor, lines }),
    taxTerms: { pricesIncludeTax, rounding, deliveryTax, isExempt: !paysTax, deliveryRateBasisPoints },
  };
}

function candidatesOf(cart: Cart): Candidate[] {
  const entered = enteredCodesOf(cart);
  return runningOf(cart).flatMap((promotion) => {
    const code = entered.find(({ promotionId }) => promotionId === promotion.id)?.code ?? null;
    return promotion.needsCode && code === null ? [] : [{ promotion, code }];
  });
}

function toLine({ variantId, productId, categoryIds, collectionIds, quantity, ...line }: Line): PricedLine {
  const attributes = attributesOf(line.attributes);
  const listMinor = Number(line.unitPriceMinor) * quantity;
  const traits = { categoryIds, collectionIds, attributes, isReduced: !line.isFullPrice };
  return { variantId, productId, ...traits, quantity, listMinor, rateBasisPoints: line.taxBasisPoints };
}

function deliveryPrice(
  bands: NonNullable<Cart['delivery']>['bands'],
  { goodsMinor, lines }: { readonly goodsMinor: number; readonly lines: readonly Line[] },
): number {
  const grams = lines.reduce((sum, { unitGrams, quantity }) => sum + unitGrams * quantity, 0);
  const band = bands.findLast(({ fromMinor, fromGrams }) => fromMinor <= goodsMinor && fromGrams <= grams);
  return Number(band?.amountMinor);
}
