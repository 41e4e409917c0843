import { anyOf, type StatementSample } from '@cartwright/database';
import type { StoreCurrency } from '@cartwright/money';
import { expressionBuilder, sql, type ExpressionBuilder, type RawBuilder } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { AttributeChoice, OptionChoice, PriceChoice } from '../rules/product-choice.ts';
import { hasVariantAttribute, type Condition } from './attribute-filter.ts';

/** What one and the same variant must meet, as it is sold in one currency; what is left out does not narrow. */
export interface OfferFilter {
  readonly currency: StoreCurrency;
  readonly options?: readonly OptionChoice[];
  /** Of attributes that variants have. */
  readonly attributes?: readonly AttributeChoice[];
  readonly price?: PriceChoice;
  readonly availableForSale?: boolean;
}

type OfferTables = Tables & { o: Tables['variantOffers'] };

const eb: ExpressionBuilder<OfferTables, 'o'> = expressionBuilder<OfferTables, 'o'>();

/** Between an option's name and its value, as the database has them. */
const separator = '\u001F';

/** Whether a filter asks anything of variants. */
export function asksOfVariants({
  options = [],
  attributes = [],
  price,
  availableForSale,
}: OfferFilter): boolean {
  const choices = options.length + attributes.length;
  return choices > 0 || price !== undefined || availableForSale !== undefined;
}

/**
 * Whether a filter asks that a variant is in stock, and nothing else: most are, so that with a text each product that is found is looked
 * at. Else the planner would read the offers of the whole shop to join them. Where more is asked of variants, that is quicker at times.
 */
export function asksForStockAlone({ availableForSale, ...others }: OfferFilter): boolean {
  return availableForSale === true && !asksOfVariants(others);
}

/** Holds for the variants, of offers named `o`, that meet all of a filter. */
export function inOffer(filter: OfferFilter): Condition {
  return eb.and([inCurrency(filter), ...offerConditions(filter).map(({ condition }) => condition)]);
}

/** Holds for what is sold in the filter's currency. */
export function inCurrency({ currency }: OfferFilter): Condition {
  return eb('o.currency', '=', currency);
}

/** Each thing that a filter asks of a variant, under the name of the facet that it is chosen in. */
export function offerConditions({
  options = [],
  attributes = [],
  price,
  availableForSale,
}: OfferFilter): { readonly facet: string; readonly condition: Condition }[] {
  return [
    ...options.map((choice) => ({ facet: `option:${choice.name}`, condition: hasOption(choice) })),
    ...attributes.map((choice) => ({
      facet: `attribute:${choice.key}`,
      condition: hasVariantAttribute(choice),
    })),
    ...(price === undefined ? [] : [{ facet: 'price', condition: costs(price) }]),
    ...(availableForSale === undefined
      ? []
      : [{ facet: 'availability', condition: eb('o.available', '=', eb.lit(availableForSale)) }]),
  ];
}

/** An option's value as the database has it. */
export function optionKey(name: string, value: string): string {
  return `${name}${separator}${value}`;
}

/** The option and the value that the database has as one text. */
export function readOptionKey(key: string): { name: string; value: string } {
  const at = key.indexOf(separator);
  return { name: key.slice(0, at), value: key.slice(at + 1) };
}

/** The option's name in such a text. */
export function optionNameIn(key: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`split_part(${key}, ${sql.lit(separator)}, 1)`;
}

function hasOption({ name, values }: OptionChoice): Condition {
  return eb('o.optionValues', '&&', eb.val(values.map((value) => optionKey(name, value))));
}

/** The bounds may lie beyond what an int4 holds. */
function costs({ minMinor, maxMinor }: PriceChoice): Condition {
  return eb.and([
    ...(minMinor === null ? [] : [eb('o.amountMinor', '>=', sql<number>`${minMinor}::bigint`)]),
    ...(maxMinor === null ? [] : [eb('o.amountMinor', '<=', sql<number>`${maxMinor}::bigint`)]),
  ]);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) =>
    tx
      .selectFrom('variantOffers as o')
      .select('o.variantId')
      .where('o.productId', '=', anyOf(['']))
      .where(
        inOffer({
          currency: 'EUR',
          options: [{ name: 'Size', values: ['M'] }],
          attributes: [
            { key: 'width', values: ['12'], range: { min: { number: 1, typed: '1' }, max: null } },
          ],
          price: { minMinor: 0, maxMinor: 1 },
          availableForSale: true,
        }),
      )
      .execute(),
];
