/**
 * What the store charges for delivery, and which tax its prices include, written down once more by hand: what carts works
 * out is held against this. Countries and ways of delivery that are not on the list are not judged.
 */
const taxBasisPoints: Readonly<Record<string, number>> = {
  DE: 1900,
  FR: 2000,
  GB: 2000,
  CH: 810,
  US: 0,
  JP: 0,
  KW: 0,
};

const deliveries: Readonly<Record<string, { readonly priceMinor: number; readonly freeFromMinor: number }>> =
  {
    'standard EUR': { priceMinor: 490, freeFromMinor: 5000 },
    'standard USD': { priceMinor: 590, freeFromMinor: 5000 },
    'express EUR': { priceMinor: 1290, freeFromMinor: Infinity },
    'express USD': { priceMinor: 1490, freeFromMinor: Infinity },
    'standard JPY': { priceMinor: 800, freeFromMinor: 8000 },
    'standard KWD': { priceMinor: 1500, freeFromMinor: 15_000 },
  };

/** The tax that a total includes for a buyer in a country, a half rounded up; undefined for an unlisted country. */
export function includedTaxMinor(totalMinor: number, countryCode: string): number | undefined {
  const rate = taxBasisPoints[countryCode];
  if (rate === undefined) return undefined;
  const whole = 10_000n + BigInt(rate);
  return Number((2n * BigInt(totalMinor) * BigInt(rate) + whole) / (2n * whole));
}

/** What it costs to send goods of a value; undefined for an unlisted way of delivery or currency. */
export function deliveryMinor(
  shippingMethod: string,
  currency: string,
  subtotalMinor: number,
): number | undefined {
  const delivery = deliveries[`${shippingMethod} ${currency}`];
  if (delivery === undefined) return undefined;
  return subtotalMinor >= delivery.freeFromMinor ? 0 : delivery.priceMinor;
}
