import {
  priceCart as priceByModel,
  randomCart,
  type Cart,
  type Line,
  type Promotion,
} from '@cartwright/price-model';
import { expect, it } from 'vitest';
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

function toProduct({ lines, promotions, delivery, zone, buyer, now, enteredCodes }: Cart): CartToPrice {
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
      now: { day: Math.floor(now.hourOfWeek / 24) + 1, minute: (now.hourOfWeek % 24) * 60 },
    },
    candidates: promotions.flatMap((promotion) => toCandidate(promotion, { at: now.at, enteredCodes })),
    deliveryMinor: (goodsMinor) => delivery && deliveryPrice(delivery.bands, { goodsMinor, lines }),
    taxTerms: { pricesIncludeTax, rounding, deliveryTax, isExempt: !paysTax, deliveryRateBasisPoints },
  };
}

function toLine({ variantId, productId, categoryIds, collectionIds, quantity, ...line }: Line): PricedLine {
  const attributes = Object.entries(line.attributes).flatMap(([key, values]) =>
    values.map((value) => ({ key, value })),
  );
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

/** Only those are tried whose time it is and whose codes were entered: who reads promotions sees to that. */
function toCandidate(
  promotion: Promotion,
  { at, enteredCodes }: { readonly at: number; readonly enteredCodes: readonly string[] },
): Candidate[] {
  const { codes, beginsAt, endsAt, isUsedUp, conditions, selection, effect, ...same } = promotion;
  const code = codes.find((one) => enteredCodes.includes(one)) ?? null;
  const isWanted = codes.length === 0 || code !== null;
  if (!isWanted || isUsedUp || at < (beginsAt ?? at) || at >= (endsAt ?? Infinity)) return [];
  const { hoursOfWeek, minimumMinor, ...others } = conditions;
  const hours = hoursOfWeek.map((hour) => ({
    days: [Math.floor(hour / 24) + 1],
    fromMinute: (hour % 24) * 60,
    untilMinute: (hour % 24) * 60 + 60,
  }));
  const asked = { ...others, hours, minimumMinor: minimumMinor === null ? null : Number(minimumMinor) };
  const named = { ...same, title: promotion.id, selection: toSelection(selection) };
  return [{ promotion: { ...named, conditions: asked, effect: toEffect(effect) }, code }];
}

type Rule = Candidate['promotion'];

function toSelection({ attributes, ...selection }: Promotion['selection']): Rule['selection'] {
  const asked = Object.entries(attributes).map(([key, values]) => ({ key, values }));
  return { ...selection, attributes: asked };
}

function toEffect(effect: Promotion['effect']): Rule['effect'] {
  switch (effect.kind) {
    case 'PERCENTAGE':
    case 'GIFT':
      return effect;
    case 'FIXED_AMOUNT':
    case 'FIXED_PRICE':
    case 'BUNDLE_PRICE':
      return { ...effect, amountMinor: Number(effect.amountMinor) };
    case 'BUY_X_GET_Y':
      return { ...effect, buys: toSelection(effect.buys) };
    case 'TIERED':
      return { ...effect, tiers: effect.tiers.map(toTier) };
    case 'FREE_SHIPPING':
      return { ...effect, maximumMinor: effect.maximumMinor === null ? null : Number(effect.maximumMinor) };
  }
}

function toTier({ fromMinor, off }: Extract<Promotion['effect'], { kind: 'TIERED' }>['tiers'][number]) {
  return {
    fromMinor: Number(fromMinor),
    off: 'basisPoints' in off ? off : { amountMinor: Number(off.amountMinor) },
  };
}
