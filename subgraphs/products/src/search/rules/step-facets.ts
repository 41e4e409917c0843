import { formatMoney, type Language } from '@cartwright/languages';
import { toDecimal } from '@cartwright/money';
import type { ProductChoice } from '../../listing/door.ts';
import { flatValue, isWorthShowing, type FacetValue } from './facet.ts';
import type { FacetCount } from './facet-count.ts';
import { labelsIn } from './facet-labels.ts';
import { priceStep, stepOfPrice } from './price-steps.ts';
import { ratingSteps } from './rating-steps.ts';

/** Steps of prices, the lowest first: `20.00..49.99`. One of them can be chosen. */
export function priceValues(
  counts: readonly FacetCount[],
  language: Language,
  choice: ProductChoice,
): FacetValue[] {
  const selected = choice.price === null ? null : stepOfPrice(choice.price);
  const steps = new Set([
    ...counts.map(({ value }) => Number(value)),
    ...(selected === null ? [] : [selected]),
  ]);
  return [...steps]
    .sort((a, b) => a - b)
    .map((step) =>
      priceValue(step, choice, {
        language,
        count: countOf(counts, String(step)),
        selected: step === selected,
      }),
    );
}

function priceValue(
  number: number,
  choice: ProductChoice,
  { language, count, selected }: Pick<FacetValue, 'count' | 'selected'> & { readonly language: Language },
): FacetValue {
  const step = priceStep(number);
  const ends = [step.minMinor, step.maxMinor];
  return flatValue({
    value: ends.map((minor) => toDecimal(minor, choice.currency)).join('..'),
    label: ends.map((minor) => formatMoney(language, minor, choice.currency)).join(' – '),
    count,
    selected,
    toggled: { ...choice, price: selected ? null : step },
  });
}

/** At least so many stars, the most first. One of them can be chosen. */
export function ratingValues(
  counts: readonly FacetCount[],
  language: Language,
  choice: ProductChoice,
): FacetValue[] {
  return ratingSteps
    .map((step) => {
      const selected = choice.minimumRating === step;
      return flatValue({
        value: String(step),
        label: labelsIn[language].andUp(step),
        count: countOf(counts, String(step)),
        selected,
        toggled: { ...choice, minimumRating: selected ? null : step },
      });
    })
    .filter(isWorthShowing);
}

/** In stock, and sold out. One of them can be chosen. */
export function availabilityValues(
  counts: readonly FacetCount[],
  language: Language,
  choice: ProductChoice,
): FacetValue[] {
  return [true, false]
    .map((available) => {
      const selected = choice.availableForSale === available;
      return flatValue({
        value: String(available),
        label: available ? labelsIn[language].inStock : labelsIn[language].outOfStock,
        count: countOf(counts, String(available)),
        selected,
        toggled: { ...choice, availableForSale: selected ? null : available },
      });
    })
    .filter(isWorthShowing);
}

function countOf(counts: readonly FacetCount[], value: string): number {
  return counts.find((count) => count.value === value)?.count ?? 0;
}
