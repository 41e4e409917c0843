import { defaultLanguage, languages, type Language } from '@cartwright/languages';
import { readDecimal, storeCurrencies, type StoreCurrency } from '@cartwright/money';
import { optionalText, readInput, refusal, text } from '@cartwright/input';
import { z } from 'zod';
import type { FacetRange, RangedFacet } from './settings.ts';
import type { Checked, WithReason } from './settings-input.ts';

/** Ranges of facets as staff give them. */
export interface FacetRangesInput extends WithReason {
  readonly facets: readonly {
    readonly code: string;
    readonly currency?: string | null | undefined;
    readonly ranges: readonly FacetRangeInput[];
  }[];
}

interface FacetRangeInput {
  readonly label: string;
  readonly translations?: readonly { readonly language: string; readonly label: string }[] | null | undefined;
  readonly min?: string | null | undefined;
  readonly max?: string | null | undefined;
}

const priceCode = 'price';
/** Each range that a search shows is counted by itself, whoever searches: more would cost too much. */
const mostShown = 40;
const attributeForm = /^attribute:.{1,100}$/u;
/** As filters by attributes take them. */
const numberForm = /^-?\d{1,15}(?:\.\d{1,15})?$/u;

const label = text(50);
const isTranslated = (given: string): given is Language =>
  languages.some((one) => one === given && one !== defaultLanguage);
const language = z
  .string()
  .transform((given) => (isTranslated(given) ? given : null))
  .refine(
    (given) => given !== null,
    refusal('INVALID_VALUE', 'The shop does not translate its texts into this language.'),
  );
const translations = z
  .array(z.object({ language, label }))
  .refine(
    (given) => new Set(given.map((one) => one.language)).size === given.length,
    refusal('INVALID_VALUE', 'Please give each language once.'),
  )
  .transform((given) => given as FacetRange['translations']);
const end = z
  .string()
  .refine((given) => numberForm.test(given), refusal('INVALID_FORMAT', 'Please give a number such as 49.99.'))
  .nullish()
  .transform((given) => given ?? null);

const range = z
  .object({
    label,
    translations: translations.nullish().transform((given) => given ?? []),
    min: end,
    max: end,
  })
  .refine(({ min, max }) => min !== null || max !== null, {
    ...refusal('REQUIRED', 'Please say where the range begins, or where it ends.'),
    path: ['max'],
  })
  .refine(({ min, max }) => min === null || max === null || Number(min) <= Number(max), {
    ...refusal('OUT_OF_RANGE', 'The range ends below its beginning.'),
    path: ['max'],
  });
const ranges = z
  .array(range)
  .min(1, 'Please give at least one range.')
  .refine(
    (given) => new Set(given.map(endsOf)).size === given.length,
    refusal('INVALID_VALUE', 'Please give each range once.'),
  );

const code = z
  .string()
  .refine(
    (given) => given === priceCode || attributeForm.test(given),
    refusal('INVALID_FORMAT', 'Please give price, or attribute: and the key of an attribute.'),
  );
const currency = z
  .string()
  .nullish()
  .transform((given) => given ?? null);
const facet = z
  .object({ code, currency, ranges })
  .refine((given) => isStoreCurrency(given.currency) || given.code !== priceCode, {
    ...refusal('INVALID_VALUE', 'Please give the currency of the prices, one of the shop.'),
    path: ['currency'],
  })
  .refine((given) => given.currency === null || given.code === priceCode, {
    ...refusal('INVALID_VALUE', 'An attribute has no currency.'),
    path: ['currency'],
  })
  .superRefine((given, context) => {
    if (!isStoreCurrency(given.currency)) return;
    for (const [place, one] of given.ranges.entries())
      for (const name of ['min', 'max'] as const)
        if (one[name] !== null && !isPrice(one[name], given.currency))
          context.addIssue({
            code: 'custom',
            path: ['ranges', place, name],
            message: 'Please give a price of 0 or more, with no more digits than the currency has.',
            params: { code: 'INVALID_FORMAT' },
          });
  })
  .transform((given) => given as RangedFacet);

const facetRangesSchema = z.object({
  facets: z
    .array(facet)
    .refine(
      (given) => new Set(given.map((one) => `${one.code} ${one.currency ?? ''}`)).size === given.length,
      refusal('INVALID_VALUE', 'Please give each facet once, and that of prices once for each currency.'),
    )
    .refine(
      (given) => shownTogether(given) <= mostShown,
      refusal(
        'TOO_LONG',
        `Please give at most ${mostShown} ranges together, those of prices in one currency included.`,
      ),
    ),
  reason: optionalText(500),
});

/** Checks ranges of facets; whether there are such attributes, it does not know. */
export function readFacetRanges(input: FacetRangesInput): Checked<{ readonly facets: RangedFacet[] }> {
  return readInput(facetRangesSchema, input);
}

/** How many ranges one search shows at most: it goes by one currency. */
function shownTogether(facets: readonly RangedFacet[]): number {
  const ofAttributes = facets.filter(({ currency }) => currency === null);
  const ofPrices = facets.filter(({ currency }) => currency !== null).map(({ ranges: { length } }) => length);
  return ofAttributes.reduce((sum, { ranges: { length } }) => sum + length, Math.max(0, ...ofPrices));
}

function isStoreCurrency(given: string | null): given is StoreCurrency {
  return storeCurrencies.some((one) => one === given);
}

function isPrice(amount: string, of: StoreCurrency): boolean {
  const minor = readDecimal(amount, of);
  return minor !== undefined && minor >= 0;
}

/** What is the same in two ranges that are one, however their ends are written. */
function endsOf({ min, max }: Pick<FacetRange, 'min' | 'max'>): string {
  return [min, max].map((one) => (one === null ? '' : Number(one))).join('..');
}
