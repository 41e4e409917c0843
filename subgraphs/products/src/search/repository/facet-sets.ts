import type { StatementSample } from '@cartwright/database';
import { sql, type RawBuilder } from 'kysely';
import {
  asksOfVariants,
  inFilter,
  inOffer,
  mostCounted,
  offerConditions,
  productConditions,
  type ProductFilter,
} from '../../listing/door.ts';
import type { Tables } from '../../tables.ts';

/** What the facets of a product are counted by. */
export type CountedColumn = (typeof productColumns)[number] | (typeof offerColumns)[number];

const productColumns = ['category_id', 'brand', 'tags', 'rating_average'] as const;
const offerColumns = ['availability', 'price_steps', 'option_values'] as const;

const columnOfFacet: Readonly<Record<string, CountedColumn>> = {
  category: 'category_id',
  brand: 'brand',
  tag: 'tags',
  rating: 'rating_average',
  availability: 'availability',
  price: 'price_steps',
};

/** The products that some facets are counted over. */
export interface FacetSet {
  /** The facet that ignores its own choice here; null for all in which nothing is chosen. */
  readonly facet: string | null;
  /** What the products meet: all but that choice. */
  readonly filter: ProductFilter;
  /** A row for each of the products. */
  readonly products: RawBuilder<unknown>;
  /** What its rows have: what its facets are counted by. */
  readonly columns: readonly CountedColumn[];
}

/** What each facet of a filter is counted over: one in which something is chosen ignores that choice, and no other. */
export function facetSets(filter: ProductFilter): FacetSet[] {
  const chosen = [...productConditions(filter), ...offerConditions(filter.offer)].map(({ facet }) => facet);
  return [null, ...chosen].map((facet, index) => ({
    facet,
    filter: facet === null ? filter : without(filter, facet),
    products: sql.ref(`products_${index}`),
    columns: facet === null ? columnsWithout(chosen) : [columnOfFacet[facet] ?? 'option_values'],
  }));
}

/** There may always be another option than those in which something is chosen. */
function columnsWithout(facets: readonly string[]): CountedColumn[] {
  const chosen = new Set(facets.map((facet) => columnOfFacet[facet]));
  return [...productColumns, ...offerColumns].filter((column) => !chosen.has(column));
}

/** Looks up each set once; of one with more products than are counted, some. */
export function withSets(sets: readonly FacetSet[]): RawBuilder<unknown> {
  return sql`WITH ${sql.join(sets.map(rowsOf))}`;
}

function rowsOf({ products, filter, columns }: FacetSet): RawBuilder<unknown> {
  const ofProducts = productColumns.filter((column) => columns.includes(column));
  const found = sql.join(['id', ...ofProducts].map((column) => sql.ref(`p.${column}`)));
  const offered = offerColumns.some((column) => columns.includes(column)) ? offersOf(filter) : sql``;
  return sql`${products} AS MATERIALIZED (
    SELECT ${sql.join(columns.map((column) => sql.ref(column)))}
    FROM (SELECT ${found} FROM products p WHERE ${inFilter(filter)} LIMIT ${sql.lit(mostCounted)}) AS found ${offered})`;
}

/** Between values of options while they are gathered; like the separator within one, no name holds it. */
const between = sql.lit('\u001E');

/** One look into an index for each product: to join them, the planner would read what there is of all. */
function offersOf({ offer }: ProductFilter): RawBuilder<unknown> {
  const offers = asksOfVariants(offer)
    ? sql`
      SELECT array_agg(o.available) AS availability, array_agg(price_step(o.amount_minor)) AS price_steps,
        string_to_array(string_agg(nullif(array_to_string(o.option_values, ${between}), ''), ${between}), ${between}) AS option_values
      FROM variant_offers o WHERE o.product_id = found.id AND ${inOffer(offer)} OFFSET 0`
    : sql`
      SELECT kept.availability, kept.price_steps, kept.option_values
      FROM product_offers kept WHERE kept.product_id = found.id AND kept.currency = ${offer.currency} OFFSET 0`;
  return sql`LEFT JOIN LATERAL (${offers}) AS offered ON true`;
}

function without(filter: ProductFilter, facet: string): ProductFilter {
  const { categoryIds, brands, tags, minimumRating, offer, ...fixed } = filter;
  const { price, availableForSale, options, currency } = offer;
  const kept = <Value>(own: string, value: Value): Value | undefined => (own === facet ? undefined : value);
  const others = options?.filter(({ name }) => `option:${name}` !== facet);
  return {
    ...fixed,
    ...given({
      categoryIds: kept('category', categoryIds),
      brands: kept('brand', brands),
      tags: kept('tag', tags),
      minimumRating: kept('rating', minimumRating),
    }),
    offer: {
      currency,
      ...given({
        price: kept('price', price),
        availableForSale: kept('availability', availableForSale),
        options: others?.length === 0 ? undefined : others,
      }),
    },
  };
}

type Given<Fields> = { [Field in keyof Fields]?: Exclude<Fields[Field], undefined> };

/** The fields that have a value. */
function given<Fields extends object>(fields: Fields): Given<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Given<Fields>;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => {
    const sets = facetSets({
      tsquery: 'mug',
      brands: [''],
      offer: { currency: 'EUR', availableForSale: true },
    });
    return sql`${withSets(sets)} SELECT FROM products_0, products_1, products_2`.execute(tx);
  },
];
