import type { Cart, Conditions, Effect, Line, Promotion, Selection, Zone } from './cart.ts';

/** All lines. */
export const everything: Selection = {
  productIds: [],
  variantIds: [],
  categoryIds: [],
  collectionIds: [],
  attributes: {},
  onlyFullPrice: false,
};

const noConditions: Conditions = {
  minimumMinor: null,
  minimumQuantity: null,
  customerIds: [],
  groupIds: [],
  countries: [],
  firstOrderOnly: false,
  hoursOfWeek: [],
};

export function only(productId: string): Selection {
  return { ...everything, productIds: [productId] };
}

/** A line whose product is named as the line is, taxed at 20 %, unless said otherwise. */
export function line(id: string, unitPriceMinor: bigint, quantity = 1, rest: Partial<Line> = {}): Line {
  return {
    id,
    productId: id,
    variantId: id,
    categoryIds: [],
    collectionIds: [],
    attributes: {},
    unitPriceMinor,
    quantity,
    isFullPrice: true,
    unitGrams: 0,
    taxBasisPoints: 2_000,
    ...rest,
  };
}

type PromotionRest = Partial<Omit<Promotion, 'conditions'>> & { readonly conditions?: Partial<Conditions> };

/** A promotion of all lines, for everybody, that combines with all others, unless said otherwise. */
export function promotion(id: string, effect: Effect, rest: PromotionRest = {}): Promotion {
  return {
    id,
    priority: 0,
    combinesWith: ['PRODUCT', 'ORDER', 'SHIPPING'],
    codes: [],
    selection: everything,
    effect,
    beginsAt: null,
    endsAt: null,
    isUsedUp: false,
    ...rest,
    conditions: { ...noConditions, ...rest.conditions },
  };
}

type CartRest = Partial<Omit<Cart, 'lines' | 'zone' | 'delivery'>> & {
  readonly zone?: Partial<Zone>;
  readonly deliveryMinor?: bigint;
};

/** A cart of somebody unknown, whose prices include tax that is rounded by line, unless said otherwise. */
export function cart(lines: readonly Line[], { zone, deliveryMinor, ...rest }: CartRest = {}): Cart {
  return {
    lines,
    promotions: [],
    enteredCodes: [],
    buyer: { customerId: null, groupIds: [], country: null, isFirstOrder: null },
    now: { at: 1_000, hourOfWeek: 0 },
    delivery: deliveryMinor === undefined ? null : delivery(deliveryMinor),
    ...rest,
    zone: { pricesIncludeTax: true, rounding: 'LINE', deliveryTax: 'OWN_CLASS', paysTax: true, ...zone },
  };
}

function delivery(amountMinor: bigint): Cart['delivery'] {
  return {
    optionId: 'standard',
    bands: [{ fromMinor: 0n, fromGrams: 0, amountMinor }],
    taxBasisPoints: 2_000,
  };
}
