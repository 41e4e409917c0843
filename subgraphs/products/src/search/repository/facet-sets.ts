import type { StatementSample } from '@cartwright/database';
import { sql, type RawBuilder } from 'kysely';
import {
  inFilter,
  inOffer,
  mostCounted,
  offerConditions,
  productConditions,
  type ProductFilter,
} from '../../listing/door.ts';
import type { Tables } from '../../tables.ts';

/** The products that some facets are counted over. */
export interface FacetSet {
  /** The facet that ignores its own choice here; null for all in which nothing is chosen. */
  readonly facet: string | null;
  /** What the products meet: all but that choice. */
  readonly filter: ProductFilter;
  /** The products, with what their facets need. */
  readonly products: RawBuilder<unknown>;
  /** Their variants that meet what is asked of variants. */
  readonly offers: RawBuilder<unknown>;
}

/** What each facet of a filter is counted over: one in which something is chosen ignores that choice, and no other. */
export function facetSets(filter: ProductFilter): FacetSet[] {
  const chosen = [...productConditions(filter), ...offerConditions(filter.offer)].map(({ facet }) => facet);
  return [null, ...chosen].map((facet, index) => ({
    facet,
    filter: facet === null ? filter : without(filter, facet),
    products: sql.ref(`products_${index}`),
    offers: sql.ref(`offers_${index}`),
  }));
}

/** Looks up each set once; of one with more products than are counted, some. */
export function withSets(sets: readonly FacetSet[]): RawBuilder<unknown> {
  return sql`WITH ${sql.join(sets.flatMap((set) => [productsOf(set), offersOf(set)]))}`;
}

function productsOf({ products, filter }: FacetSet): RawBuilder<unknown> {
  return sql`${products} AS MATERIALIZED (
    SELECT p.id, p.category_id, p.brand, p.tags, p.rating_average
    FROM products p WHERE ${inFilter(filter)} LIMIT ${sql.lit(mostCounted)})`;
}

/** One look into an index for each product: to join them, the planner would read the variants of all. */
function offersOf({ products, offers, filter: { offer } }: FacetSet): RawBuilder<unknown> {
  return sql`${offers} AS MATERIALIZED (
    SELECT offered.* FROM ${products} AS counted CROSS JOIN LATERAL (
      SELECT o.product_id, o.amount_minor, o.available, o.option_values
      FROM variant_offers o WHERE o.product_id = counted.id AND ${inOffer(offer)} OFFSET 0
    ) AS offered)`;
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
    return sql`${withSets(sets)} SELECT FROM products_0, offers_0, products_1, offers_2`.execute(tx);
  },
];
