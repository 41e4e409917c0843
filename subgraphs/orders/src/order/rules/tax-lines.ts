import { splitGross } from '@cartwright/money';
import type { Order } from '../repository/order-rows.ts';

/** All of an order that has one rate of tax, in minor units. */
export interface OrderTaxLine {
  /** Null where it was not kept, and more than one fits. */
  readonly rateBasisPoints: number | null;
  /** Without tax. */
  readonly netMinor: number;
  readonly taxMinor: number;
}

/** Rates were tenths of a percent up to this, before they were kept with orders. */
const highestTenths = 300;
const basisPointsOfTenth = 10;

/** The taxes of an order by rate, the highest first; an order from before they were kept has one, whose net and tax are certain. */
export function taxLinesOf({
  priceDetails,
  totalMinor,
  taxMinor,
}: Pick<Order, 'priceDetails' | 'totalMinor' | 'taxMinor'>): readonly OrderTaxLine[] {
  if (priceDetails?.taxLines !== undefined) return priceDetails.taxLines;
  return [{ rateBasisPoints: onlyRate(totalMinor, taxMinor), netMinor: totalMinor - taxMinor, taxMinor }];
}

/** The one rate at which a total includes that tax; null where several do, or none. */
function onlyRate(totalMinor: number, taxMinor: number): number | null {
  if (taxMinor === 0) return 0;
  const fitting = Array.from(
    { length: highestTenths + 1 },
    (_, tenths) => tenths * basisPointsOfTenth,
  ).filter((rate) => splitGross(totalMinor, rate).taxMinor === taxMinor);
  const [first = null, ...others] = fitting;
  return others.length === 0 ? first : null;
}
