import type { StatementSample } from '@cartwright/database';
import { sql, type RawBuilder } from 'kysely';
import { attributeKeyIn, asksOfVariants, optionNameIn } from '../../listing/door.ts';
import type { Tables } from '../../tables.ts';
import { ratingSteps } from '../rules/rating-steps.ts';
import { facetSets, withSets, type CountedColumn, type FacetSet } from './facet-sets.ts';

/** How a column of a set is counted. */
interface Counting {
  /** The facet, as `FacetCount` has it. */
  readonly facet: string;
  /** The values that a row counts for. */
  readonly values: RawBuilder<unknown>;
}

const countings: Readonly<Record<CountedColumn, Counting>> = {
  category_id: { facet: 'category', values: sql`SELECT category_id` },
  brand: { facet: 'brand', values: sql`SELECT brand` },
  tags: { facet: 'tag', values: sql`SELECT DISTINCT unnest(tags)` },
  rating_average: {
    facet: 'rating',
    values: sql`SELECT least FROM unnest(${sql.val(ratingSteps)}::int[]) AS least WHERE least <= rating_average`,
  },
  availability: { facet: 'availability', values: sql`SELECT DISTINCT unnest(availability)` },
  price_steps: { facet: 'price', values: sql`SELECT DISTINCT unnest(price_steps)` },
  option_values: { facet: 'option', values: sql`SELECT DISTINCT unnest(option_values)` },
  attribute_terms: { facet: 'attribute', values: sql`SELECT unnest(attribute_terms)` },
  variant_terms: { facet: 'attribute', values: sql`SELECT unnest(variant_terms)` },
};

/** Counts the facets of a set. Products that are alike in one are taken together before their values are told apart. */
export function valueCounts(set: FacetSet): RawBuilder<unknown>[] {
  return set.columns.map((column) => {
    const { facet, values } = countings[column];
    const where = isCounted(column, set);
    // Few products are alike in their options, and what is kept of them has each value once.
    if (column === 'option_values' && !asksOfVariants(set.filter.offer))
      return sql`
        SELECT ${sql.lit(facet)}::text AS facet, value, count
        FROM (SELECT unnest(option_values) AS value, count(*)::int AS count FROM ${set.products} GROUP BY 1) AS counted
        WHERE ${where}`;
    return sql`
      SELECT ${sql.lit(facet)}::text AS facet, value::text AS value, sum(alike.count)::int AS count
      FROM (SELECT ${sql.ref(column)}, count(*) AS count FROM ${set.products} GROUP BY 1) AS alike
      CROSS JOIN LATERAL (${values}) AS one (value)
      WHERE ${where} GROUP BY value`;
  });
}

/** Which values of a column are counted: of attributes those that facets show. */
function isCounted(column: CountedColumn, set: FacetSet): RawBuilder<unknown> {
  if (column === 'option_values') return isCountedOption(set);
  if (column === 'attribute_terms') return isOfAttribute(set.attributes);
  if (column === 'variant_terms') return isOfAttribute(set.variantAttributes);
  return sql`true`;
}

function isOfAttribute(keys: readonly string[]): RawBuilder<unknown> {
  return sql`${attributeKeyIn(sql`value`)} = ANY (${sql.val([...keys])}::text[])`;
}

/** Of options, a set that ignores what is chosen in one counts that one, and the rest all in which nothing is chosen. */
function isCountedOption({ facet, filter: { offer } }: FacetSet): RawBuilder<unknown> {
  const name = optionNameIn(sql`value`);
  if (facet !== null) return sql`${name} = ${facet.slice('option:'.length)}`;
  const chosen = offer.options?.map((option) => option.name) ?? [];
  return chosen.length === 0 ? sql`true` : sql`${name} <> ALL (${sql.val(chosen)}::text[])`;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => {
    const sets = facetSets({ offer: { currency: 'EUR', options: [{ name: 'Size', values: ['M'] }] } });
    return sql`${withSets(sets)} ${sql.join(sets.flatMap(valueCounts), sql` UNION ALL `)}`.execute(tx);
  },
];
