import type { ClassRate, Validity } from './laid-down-taxes.ts';

/** A rate as far as it can stand in another one's way. */
export type PlacedRate = Pick<ClassRate, 'countryCode' | 'region' | 'taxClass'> &
  Validity & { readonly id: string };

/** The first rate of the same class and territory that holds at some moment at which another one does. */
export function overlapOf<Rate extends PlacedRate>(
  rate: PlacedRate,
  others: readonly Rate[],
): Rate | undefined {
  return others.find(
    (other) =>
      other.id !== rate.id &&
      other.countryCode === rate.countryCode &&
      other.region === rate.region &&
      other.taxClass === rate.taxClass &&
      begins(other) < ends(rate) &&
      begins(rate) < ends(other),
  );
}

function begins({ validFrom }: Validity): number {
  return validFrom?.getTime() ?? -Infinity;
}

function ends({ validUntil }: Validity): number {
  return validUntil?.getTime() ?? Infinity;
}
