import type { ChosenOption } from './choose-options.ts';
import type { Leaf } from './categories.ts';
import { priceVariant, type Pricing } from './price-variant.ts';
import type { Random } from '@cartwright/random';
import { sampleId } from './sample-id.ts';
import type { SampleImage, SampleOptionValue, SampleVariant } from './sample-types.ts';

/** What the variants of one product have in common. */
export interface VariantBasis {
  index: number;
  productId: string;
  leaf: Leaf;
  options: readonly ChosenOption[];
  /** Finds the picture of a variant. */
  imageOf: (optionValues: readonly SampleOptionValue[]) => SampleImage;
}

interface Combination {
  optionValues: SampleOptionValue[];
  /** What it costs and weighs, in percent of the first combination. */
  factorPercent: number;
}

/** Makes one variant for each combination of option values. */
export function makeVariants(basis: VariantBasis, random: Random): SampleVariant[] {
  const { spec } = basis.leaf;
  const pricing = choosePricing(spec.priceEuros, random);
  const weightGrams = random.integer(...spec.weightGrams);
  return combine(basis.options).map(({ optionValues, factorPercent }, position) => ({
    id: sampleId('variant', basis.index * 16 + position),
    productId: basis.productId,
    sku: `${spec.code}-${String(basis.index).padStart(5, '0')}-${String(position + 1).padStart(2, '0')}`,
    title: optionValues.map(({ value }) => value).join(' / '),
    optionValues,
    prices: priceVariant(pricing, factorPercent),
    stockOnHand: chooseStock(random),
    weightGrams: Math.round((weightGrams * factorPercent) / 100),
    imageId: basis.imageOf(optionValues).id,
    position,
  }));
}

function combine(options: readonly ChosenOption[]): Combination[] {
  const nothing: Combination[] = [{ optionValues: [], factorPercent: 100 }];
  return options.reduce(
    (combinations, { name, values, stepPercent }) =>
      combinations.flatMap(({ optionValues, factorPercent }) =>
        values.map((value, step) => ({
          optionValues: [...optionValues, { name, value }],
          factorPercent: Math.round((factorPercent * (100 + stepPercent * step)) / 100),
        })),
      ),
    nothing,
  );
}

/** Cheaper products are the more frequent ones, and one in six is reduced. */
function choosePricing([min, max]: readonly [number, number], random: Random): Pricing {
  return {
    listMinor: Math.round((min + (max - min) * random.next() ** 1.5) * 100),
    discountPercent: random.chance(0.17) ? random.pick([10, 15, 20, 25, 30, 40]) : 0,
    endingMinor: random.pick([90, 95, 90, 99]),
  };
}

/** Four in a hundred are sold out and about as many nearly so. */
function chooseStock(random: Random): number {
  const luck = random.next();
  if (luck < 0.04) return 0;
  if (luck < 0.08) return random.integer(1, 3);
  return random.integer(20, 500);
}
