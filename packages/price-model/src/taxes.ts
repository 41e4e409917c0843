import type { Cart, Zone } from './cart.ts';
import { divide, sumOf } from './divide.ts';
import type { Rests } from './effects.ts';
import { fraction, halfUp } from './fraction.ts';
import type { TaxLine } from './priced-cart.ts';

/** An amount of one rate: a line, the delivery, or a part of the delivery. */
interface Taxable {
  /** The index of the line; null for the delivery and its parts. */
  readonly line: number | null;
  readonly basisPoints: number;
  readonly restMinor: bigint;
}

/** With what is paid of it (less the tax that is nobody's), and the tax in it or on it. */
interface Taxed extends Taxable {
  readonly amountMinor: bigint;
  readonly taxMinor: bigint;
}

export interface Taxes {
  readonly lines: readonly Taxed[];
  /** One, or one for each rate of the goods; none where there is no delivery. */
  readonly deliveryParts: readonly Taxed[];
  readonly taxLines: readonly TaxLine[];
}

/** Step 6: taxes by rate, from what each line and the delivery come to. */
export function taxesOf(cart: Cart, rests: Rests): Taxes {
  const goods = cart.lines.map(({ taxBasisPoints }, line) => ({
    line,
    basisPoints: taxBasisPoints,
    restMinor: rests.linesMinor[line] ?? 0n,
  }));
  const all = tax([...goods, ...deliveryParts(cart, goods, rests.delivery?.restMinor ?? 0n)], cart.zone);
  return {
    lines: all.filter(({ line }) => line !== null),
    deliveryParts: all.filter(({ line }) => line === null),
    taxLines: taxLines(all, cart.zone),
  };
}

function deliveryParts({ delivery, zone }: Cart, goods: readonly Taxable[], restMinor: bigint): Taxable[] {
  if (delivery === null) return [];
  const goodsMinor = sumOf(goods.map((good) => good.restMinor));
  if (zone.deliveryTax === 'OWN_CLASS' || goodsMinor === 0n) {
    return [{ line: null, basisPoints: delivery.taxBasisPoints, restMinor }];
  }
  const rates = ratesOf(goods);
  const goodsOfRates = rates.map((rate) =>
    sumOf(goods.filter(({ basisPoints }) => basisPoints === rate).map((good) => good.restMinor)),
  );
  const parts = divide(restMinor, goodsOfRates);
  return rates.map((rate, index) => ({ line: null, basisPoints: rate, restMinor: parts[index] ?? 0n }));
}

function tax(taxables: readonly Taxable[], zone: Zone): Taxed[] {
  if (!zone.paysTax) {
    return taxables.map((taxable) => {
      const nobodys = zone.pricesIncludeTax ? taxOf(taxable.restMinor, taxable.basisPoints, zone) : 0n;
      return { ...taxable, amountMinor: taxable.restMinor - nobodys, taxMinor: 0n };
    });
  }
  const taxes = zone.rounding === 'LINE' ? taxesByLine(taxables, zone) : taxesByRate(taxables, zone);
  return taxables.map((taxable, index) => ({
    ...taxable,
    amountMinor: taxable.restMinor,
    taxMinor: taxes[index] ?? 0n,
  }));
}

/** Each is rounded by itself. */
function taxesByLine(taxables: readonly Taxable[], zone: Zone): bigint[] {
  return taxables.map(({ restMinor, basisPoints }) => taxOf(restMinor, basisPoints, zone));
}

/** The tax of the sum of all with one rate is rounded, and divided over them by their amounts; lines stand before the delivery. */
function taxesByRate(taxables: readonly Taxable[], zone: Zone): bigint[] {
  const taxes = taxables.map(() => 0n);
  for (const rate of ratesOf(taxables)) {
    const ofRate = taxables.map(({ basisPoints, restMinor }) => (basisPoints === rate ? restMinor : 0n));
    divide(taxOf(sumOf(ofRate), rate, zone), ofRate).forEach((share, index) => {
      if (taxables[index]?.basisPoints === rate) taxes[index] = share;
    });
  }
  return taxes;
}

function taxOf(amountMinor: bigint, basisPoints: number, { pricesIncludeTax }: Zone): bigint {
  const rate = BigInt(basisPoints);
  return halfUp(fraction(amountMinor * rate, pricesIncludeTax ? 10_000n + rate : 10_000n));
}

function taxLines(all: readonly Taxed[], zone: Zone): TaxLine[] {
  const rates = zone.paysTax ? ratesOf(all) : [0];
  return rates
    .map((basisPoints) => {
      const ofRate = zone.paysTax ? all.filter((taxed) => taxed.basisPoints === basisPoints) : all;
      const taxMinor = sumOf(ofRate.map((taxed) => taxed.taxMinor));
      const amountMinor = sumOf(ofRate.map((taxed) => taxed.amountMinor));
      return {
        basisPoints,
        netMinor: zone.pricesIncludeTax ? amountMinor - taxMinor : amountMinor,
        taxMinor,
      };
    })
    .filter(({ netMinor, taxMinor }) => netMinor > 0n || taxMinor > 0n);
}

/** The rates of these, the highest first. */
function ratesOf(taxables: readonly Taxable[]): number[] {
  return [...new Set(taxables.map(({ basisPoints }) => basisPoints))].sort((left, right) => right - left);
}
