import type { StatementSample } from '@cartwright/database';
import { sql, type RawBuilder } from 'kysely';
import {
  asksOfVariants,
  inFilter,
  inOffer,
  mostCounted,
  offerConditions,
  productConditions,
  type OfferFilter,
  type ProductFilter,
} from '../../listing/door.ts';
import type { Tables } from '../../tables.ts';

/** What the facets of a product are counted by. */
export type CountedColumn = (typeof productColumns)[number] | (typeof offerColumns)[number];

const productColumns = ['category_id', 'brand', 'tags', 'rating_average', 'attribute_terms'] as const;
const offerColumns = ['availability', 'price_steps', 'option_values'] as const;

const columnOfFacet: Readonly<Record<string, CountedColumn>> = {
  category: 'category_id',
  brand: 'brand',
  tag: 'tags',
  rating: 'rating_average',
  availability: 'availability',
  price: 'price_steps',
};

/**
 * One of so many is counted where `mostCounted` are found: a sample, because no count says how many there are of all anyway. They are taken
 * from all over what was found, which may be sorted by what is counted.
 */
const sampledOneOf = 4;

/** The products that some facets are counted over. */
export interface FacetSet {
  /** The facet that ignores its own choice here; null for all in which nothing is chosen. */
  readonly facet: string | null;
  /** What the products meet: all but that choice. */
  readonly filter: ProductFilter;
  /** A row for each of the products, up to `mostCounted`. */
  readonly hits: RawBuilder<unknown>;
  /** A row for each that is counted: all of them, or where there are `mostCounted` one of `sampledOneOf`. */
  readonly products: RawBuilder<unknown>;
  /** What the rows that are counted have: what its facets are counted by. */
  readonly columns: readonly CountedColumn[];
  /** The keys of the attributes that are counted. */
  readonly attributes: readonly string[];
}

/**
 * What each facet of a filter is counted over: one in which something is chosen ignores that choice, and no other. Attributes that facets do
 * not show have none.
 * @param attributes the keys of those that facets show
 */
export function facetSets(filter: ProductFilter, attributes: readonly string[] = []): FacetSet[] {
  const chosen = [...productConditions(filter), ...offerConditions(filter.offer)].map(({ facet }) => facet);
  const counted = chosen.filter((facet) => {
    const key = attributeOf(facet);
    return key === null || attributes.includes(key);
  });
  return [null, ...counted].map((facet, index) => ({
    facet,
    filter: facet === null ? filter : without(filter, facet),
    hits: sql.ref(`hits_${index}`),
    products: sql.ref(`products_${index}`),
    ...countedIn(facet, chosen, attributes),
  }));
}

/** What is counted over a set: its own facet, or all in which nothing is chosen. */
function countedIn(
  facet: string | null,
  chosen: readonly string[],
  attributes: readonly string[],
): Pick<FacetSet, 'columns' | 'attributes'> {
  const own = facet === null ? null : attributeOf(facet);
  if (own !== null)
    return { columns: ['attribute_terms'], attributes: attributes.filter((key) => key === own) };
  if (facet !== null) return { columns: [columnOfFacet[facet] ?? 'option_values'], attributes: [] };
  const others = attributes.filter((key) => !chosen.includes(`attribute:${key}`));
  const columns = columnsWithout(chosen).filter(
    (column) => column !== 'attribute_terms' || others.length > 0,
  );
  return { columns, attributes: others };
}

const attributePrefix = 'attribute:';

/** The key of the attribute that a facet is about; null for any other facet. */
function attributeOf(facet: string): string | null {
  return facet.startsWith(attributePrefix) ? facet.slice(attributePrefix.length) : null;
}

/** There may always be another option or attribute than those in which something is chosen. */
function columnsWithout(facets: readonly string[]): CountedColumn[] {
  const chosen = new Set(facets.map((facet) => columnOfFacet[facet]));
  return [...productColumns, ...offerColumns].filter((column) => !chosen.has(column));
}

/** Looks up each set once; of one with more products than are counted, some. */
export function withSets(sets: readonly FacetSet[]): RawBuilder<unknown> {
  return sql`WITH ${sql.join(sets.flatMap((set) => [hitsOf(set), rowsOf(set)]))}`;
}

function hitsOf({ hits, filter, columns }: FacetSet): RawBuilder<unknown> {
  const found = readsIdsFirst(filter) ? ['id'] : ['id', ...columnsOfProducts(columns)];
  return sql`${hits} AS MATERIALIZED (
    SELECT ${sql.join(found.map((column) => sql.ref(`p.${column}`)))}
    FROM products p WHERE ${inFilter(filter)} LIMIT ${sql.lit(mostCounted)})`;
}

/** Whether products are found by their offers: an index has the ids that are compared with these, and the table need not be read. */
function readsIdsFirst({ tsquery, offer }: ProductFilter): boolean {
  return tsquery === undefined && asksOfVariants(offer);
}

function columnsOfProducts(columns: readonly CountedColumn[]): CountedColumn[] {
  return productColumns.filter((column) => columns.includes(column));
}

function rowsOf({ hits, products, filter, columns }: FacetSet): RawBuilder<unknown> {
  const ofProducts = columnsOfProducts(columns);
  const ofOffers = offerColumns.filter((column) => columns.includes(column));
  const looks = [
    ...(readsIdsFirst(filter) && ofProducts.length > 0 ? [productsOf(ofProducts)] : []),
    ...(ofOffers.length > 0 ? [offersOf(filter, ofOffers)] : []),
  ];
  const isAll = sql`(SELECT count(*) FROM ${hits}) < ${sql.lit(mostCounted)}`;
  const isSampled = sql`uuid_hash(id) % ${sql.lit(sampledOneOf)} = 0`;
  return sql`${products} AS MATERIALIZED (
    SELECT ${sql.join([...ofProducts, ...ofOffers].map((column) => sql.ref(column)))}
    FROM (SELECT * FROM ${hits} WHERE ${isAll} OR ${isSampled}) AS found ${sql.join(looks, sql` `)})`;
}

function productsOf(columns: readonly CountedColumn[]): RawBuilder<unknown> {
  return sql`CROSS JOIN LATERAL (
    SELECT ${sql.join(columns.map((column) => sql.ref(`p.${column}`)))} FROM products p WHERE p.id = found.id OFFSET 0
  ) AS product`;
}

/** Between values of options while they are gathered; like the separator within one, no name holds it. */
const between = sql.lit('\u001E');

/**
 * One look into an index for each product: to join them, the planner would read what there is of all. Offers themselves are looked at
 * only of products of which some variants may not meet the filter: what all variants are is kept.
 */
function offersOf({ offer }: ProductFilter, columns: readonly CountedColumn[]): RawBuilder<unknown> {
  if (!asksOfVariants(offer)) return sql`LEFT JOIN LATERAL (${sumsOf(offer, columns)}) AS kept ON true`;
  const either = columns.map((column) => {
    const name = sql.ref(column);
    return sql`CASE WHEN kept.is_met_by_all THEN kept.${name} ELSE own.${name} END AS ${name}`;
  });
  return sql`CROSS JOIN LATERAL (
    SELECT ${sql.join(either)}
    FROM (${sumsOf(offer, columns, sql`${isMetByAll(offer)} AS is_met_by_all`)}) AS kept
    LEFT JOIN LATERAL (
      SELECT array_agg(o.available) AS availability, array_agg(price_step(o.amount_minor)) AS price_steps,
        string_to_array(string_agg(nullif(array_to_string(o.option_values, ${between}), ''), ${between}), ${between}) AS option_values
      FROM variant_offers o
      WHERE NOT kept.is_met_by_all AND o.product_id = found.id AND ${inOffer(offer)} OFFSET 0
    ) AS own ON true
  ) AS offered`;
}

function sumsOf(
  { currency }: OfferFilter,
  columns: readonly CountedColumn[],
  ...others: readonly RawBuilder<unknown>[]
): RawBuilder<unknown> {
  const selected = [...columns.map((column) => sql`kept.${sql.ref(column)}`), ...others];
  return sql`
    SELECT ${sql.join(selected)} FROM product_offers kept
    WHERE kept.product_id = found.id AND kept.currency = ${currency} OFFSET 0`;
}

/**
 * Whether every variant of a product meets a filter, as far as its sums tell; what they do not tell is false. Of prices they have
 * the steps, in order: a step above that of the price just below a range begins within it.
 */
function isMetByAll({ options = [], price, availableForSale }: OfferFilter): RawBuilder<unknown> {
  const { minMinor = null, maxMinor = null } = price ?? {};
  const met = [
    ...(options.length > 0 ? [sql`false`] : []),
    ...(availableForSale === undefined ? [] : [sql`kept.availability = ARRAY[${sql.lit(availableForSale)}]`]),
    ...(minMinor === null ? [] : [sql`kept.price_steps[1] > price_step(${minMinor}::bigint - 1)`]),
    ...(maxMinor === null
      ? []
      : [sql`kept.price_steps[cardinality(kept.price_steps)] < price_step(${maxMinor}::bigint + 1)`]),
  ];
  return met.length === 0 ? sql`true` : sql.join(met, sql` AND `);
}

function without(filter: ProductFilter, facet: string): ProductFilter {
  const { categoryIds, brands, tags, minimumRating, attributes, offer, ...fixed } = filter;
  const { price, availableForSale, options, currency } = offer;
  const kept = <Value>(own: string, value: Value): Value | undefined => (own === facet ? undefined : value);
  const otherAttributes = attributes?.filter(({ key }) => `attribute:${key}` !== facet);
  const others = options?.filter(({ name }) => `option:${name}` !== facet);
  return {
    ...fixed,
    ...given({
      categoryIds: kept('category', categoryIds),
      brands: kept('brand', brands),
      tags: kept('tag', tags),
      minimumRating: kept('rating', minimumRating),
      attributes: otherAttributes?.length === 0 ? undefined : otherAttributes,
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
