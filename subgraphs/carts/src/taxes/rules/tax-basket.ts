import { addTax, allocateMinor, splitGross, sumMinor } from '@cartwright/money';

/** How a zone taxes what is sold into it. */
export interface TaxTerms {
  /** Whether prices include tax, or it is added. */
  readonly pricesIncludeTax: boolean;
  /** What a tax is rounded for: each line, or all that has one rate. */
  readonly rounding: 'LINE' | 'RATE';
  /** Whether delivery has a rate of its own, or those of the goods, in proportion to what they cost. */
  readonly deliveryTax: 'OWN_CLASS' | 'PROPORTIONAL';
  /** Whether the buyer pays no tax: then prices are without it, also where they include it for others. */
  readonly isExempt: boolean;
  readonly deliveryRateBasisPoints: number;
}

/** What is taxed, in minor units. */
export interface Taxable {
  readonly amountMinor: number;
  readonly rateBasisPoints: number;
}

/** A basket before taxes: what each line and the delivery cost after discounts. */
export interface UntaxedBasket {
  readonly goods: readonly Taxable[];
  /** Null while no delivery is chosen. */
  readonly deliveryMinor: number | null;
}

/** All that has one rate, in minor units. */
export interface TaxLine {
  readonly rateBasisPoints: number;
  /** Without tax. */
  readonly netMinor: number;
  readonly taxMinor: number;
}

/** An amount as it is shown, in minor units, and the tax that it includes or that is added to it. */
export interface Taxed {
  readonly amountMinor: number;
  readonly taxMinor: number;
}

/** What a basket comes to with its taxes, in minor units. */
export interface TaxedBasket {
  /** In the order of the goods. */
  readonly goods: readonly Taxed[];
  readonly delivery: Taxed | null;
  /** By rate, the highest first; without a tax of 0 on nothing. */
  readonly taxLines: readonly TaxLine[];
  /** The sum of `taxLines`, always. */
  readonly taxMinor: number;
  /** What is paid. */
  readonly totalMinor: number;
}

/** Works out the taxes of a basket. @throws MoneyError OUT_OF_RANGE */
export function taxBasket(basket: UntaxedBasket, terms: TaxTerms): TaxedBasket {
  const delivery = deliveryParts(basket, terms);
  const all = [...basket.goods, ...delivery];
  const taxed = terms.isExempt ? all.map((one) => withoutTax(one, terms)) : taxAll(all, terms);
  const goods = taxed.slice(0, basket.goods.length);
  const parts = taxed.slice(basket.goods.length);
  const rates = terms.isExempt ? all.map(() => 0) : all.map(({ rateBasisPoints }) => rateBasisPoints);
  const taxLines = linesOf(taxed, rates, terms);
  const taxMinor = sumMinor(taxLines.map((line) => line.taxMinor));
  const shownMinor = sumMinor(taxed.map(({ amountMinor }) => amountMinor));
  const totalMinor = terms.pricesIncludeTax ? shownMinor : sumMinor([shownMinor, taxMinor]);
  return {
    goods,
    delivery: basket.deliveryMinor === null ? null : together(parts),
    taxLines,
    taxMinor,
    totalMinor,
  };
}

/** The delivery by the rates that it has. */
function deliveryParts({ goods, deliveryMinor }: UntaxedBasket, terms: TaxTerms): Taxable[] {
  if (deliveryMinor === null) return [];
  const own = [{ amountMinor: deliveryMinor, rateBasisPoints: terms.deliveryRateBasisPoints }];
  if (terms.deliveryTax === 'OWN_CLASS') return own;
  const weights = [...groupByRate(goods)].map(([rate, some]) => [rate, sumOf(some)] as const);
  if (weights.every(([, weight]) => weight === 0)) return own;
  const shares = allocateMinor(
    deliveryMinor,
    weights.map(([, weight]) => weight),
  );
  return weights.map(([rateBasisPoints], index) => ({ amountMinor: shares[index] ?? 0, rateBasisPoints }));
}

/** By rate, the highest first. */
function groupByRate<One extends { readonly rateBasisPoints: number }>(
  all: readonly One[],
): [number, One[]][] {
  return [...Map.groupBy(all, (one) => one.rateBasisPoints)].toSorted(([one], [other]) => other - one);
}

function sumOf(all: readonly { readonly amountMinor: number }[]): number {
  return sumMinor(all.map(({ amountMinor }) => amountMinor));
}

function taxIn(amountMinor: number, rateBasisPoints: number, { pricesIncludeTax }: TaxTerms): number {
  return (pricesIncludeTax ? splitGross : addTax)(amountMinor, rateBasisPoints).taxMinor;
}

function withoutTax({ amountMinor, rateBasisPoints }: Taxable, terms: TaxTerms): Taxed {
  const included = terms.pricesIncludeTax ? taxIn(amountMinor, rateBasisPoints, terms) : 0;
  return { amountMinor: amountMinor - included, taxMinor: 0 };
}

/** Each with its tax; one that is rounded for all of a rate is divided over them by what they cost. */
function taxAll(all: readonly Taxable[], terms: TaxTerms): Taxed[] {
  if (terms.rounding === 'LINE') {
    return all.map((one) => ({
      amountMinor: one.amountMinor,
      taxMinor: taxIn(one.amountMinor, one.rateBasisPoints, terms),
    }));
  }
  const taxes = all.map(() => 0);
  for (const [rate, some] of groupByRate(all.map((one, index) => ({ ...one, index })))) {
    const taxMinor = taxIn(sumOf(some), rate, terms);
    const shares = allocateMinor(
      taxMinor,
      some.map(({ amountMinor }) => amountMinor),
    );
    for (const [position, { index }] of some.entries()) taxes[index] = shares[position] ?? 0;
  }
  return all.map(({ amountMinor }, index) => ({ amountMinor, taxMinor: taxes[index] ?? 0 }));
}

function linesOf(taxed: readonly Taxed[], rates: readonly number[], terms: TaxTerms): TaxLine[] {
  const rated = taxed.map((one, index) => ({ ...one, rateBasisPoints: rates[index] ?? 0 }));
  return groupByRate(rated)
    .map(([rateBasisPoints, some]) => {
      const taxMinor = sumMinor(some.map((one) => one.taxMinor));
      const shownMinor = sumOf(some);
      return {
        rateBasisPoints,
        netMinor: terms.pricesIncludeTax ? shownMinor - taxMinor : shownMinor,
        taxMinor,
      };
    })
    .filter(({ netMinor, taxMinor }) => netMinor !== 0 || taxMinor !== 0);
}

function together(parts: readonly Taxed[]): Taxed {
  return { amountMinor: sumOf(parts), taxMinor: sumMinor(parts.map(({ taxMinor }) => taxMinor)) };
}
