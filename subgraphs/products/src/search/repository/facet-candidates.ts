import type { StatementSample } from '@cartwright/database';
import { sql, type RawBuilder } from 'kysely';
import { inCurrency, inFixedPart, type ProductFilter } from '../../listing/door.ts';
import type { Tables } from '../../tables.ts';
import { choicesOf, flagColumns, meetsOthers, misses, type Choices } from './facet-choices.ts';

/**
 * A statement over what may count in some facet of a filter: the products `found`, their variants `offered`, and the products
 * `fitting` all that is asked of variants. A facet ignores its own choice alone, so what misses two choices counts nowhere.
 */
export function overCandidates<Row>(
  filter: ProductFilter,
  statementOf: (choices: Choices) => RawBuilder<unknown>,
): RawBuilder<Row> {
  const choices = choicesOf(filter);
  return sql<Row>`
    WITH found AS MATERIALIZED (${foundProducts(filter, choices)}),
      offered AS MATERIALIZED (${offeredVariants(filter, choices)}),
      fitting AS MATERIALIZED (${fittingProducts(choices)})
    ${statementOf(choices)}`;
}

/** The products that miss at most one choice, with a flag for each. */
function foundProducts(filter: ProductFilter, { ofProduct }: Choices): RawBuilder<unknown> {
  return sql`
    SELECT p.id, p.category_id, p.brand, p.tags, p.rating_average, ${misses(ofProduct)} AS product_misses
      ${flagColumns(ofProduct)}
    FROM products p WHERE ${inFixedPart(filter)} AND ${misses(ofProduct)} <= 1`;
}

/** The variants of `found` products that miss at most one choice with their product, with a flag for each. */
function offeredVariants({ offer }: ProductFilter, { ofOffer }: Choices): RawBuilder<unknown> {
  const mayMiss = ofOffer.length === 0 ? 0 : 1;
  return sql`
    SELECT o.product_id, o.amount_minor, o.available, o.option_values, product_misses ${flagColumns(ofOffer)}
    FROM found JOIN variant_offers o ON o.product_id = found.id
    WHERE ${inCurrency(offer)} AND product_misses + ${misses(ofOffer)} <= ${sql.lit(mayMiss)}`;
}

/** The products of which one variant meets all that is asked of variants. */
function fittingProducts({ ofOffer }: Choices): RawBuilder<unknown> {
  return sql`SELECT DISTINCT product_id FROM offered WHERE ${meetsOthers(ofOffer)}`;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) =>
    overCandidates(
      { tsquery: 'mug', brands: [''], offer: { currency: 'EUR', availableForSale: true } },
      () => sql`SELECT * FROM found, offered, fitting`,
    ).execute(tx),
];
