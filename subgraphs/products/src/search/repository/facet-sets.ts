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
import { noAttributes, type ShownAttributes } from '../rules/shown-attributes.ts';
import { termsOfVariants } from './variant-terms.ts';

/** What the facets of a product are counted by. */
export type CountedColumn =
  (typeof plainColumns)[number] | (typeof offerColumns)[number] | 'attribute_terms' | 'variant_terms';

const plainColumns = ['category_id', 'brand', 'tags', 'rating_average'] as const;
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
  /** The keys of the attributes that are counted by what products and all of their variants are. */
  readonly attributes: readonly string[];
  /** The keys of those that are counted by what the variants are that meet the filter. */
  readonly variantAttributes: readonly string[];
}

/**
 * What each facet of a filter is counted over: one in which something is chosen ignores that choice, and no other. Attributes that facets do
 * not show have none.
 * @param attributes those that facets show
 */
export function facetSets(filter: ProductFilter, attributes: ShownAttributes = noAttributes): FacetSet[] {
  const chosen = [...productConditions(filter), ...offerConditions(filter.offer)].map(({ facet }) => facet);
  const counted = chosen.filter((facet) => {
    const key = attributeOf(facet);
    return key === null || attributes.keys.includes(key);
  });
  return [null, ...counted].map((facet, index) => {
    const others = facet === null ? filter : without(filter, facet);
    return {
      facet,
      filter: others,
      hits: sql.ref(`hits_${index}`),
      products: sql.ref(`products_${index}`),
      ...countedIn(facet, { chosen, attributes, offer: others.offer }),
    };
  });
}

interface Countable {
  /** The facets in which something is chosen. */
  readonly chosen: readonly string[];
  readonly attributes: ShownAttributes;
  readonly offer: OfferFilter;
}

/** What is counted over a set: its own facet, or all in which nothing is chosen. */
function countedIn(
  facet: string | null,
  { chosen, attributes: { keys, ofVariants }, offer }: Countable,
): Pick<FacetSet, 'columns' | 'attributes' | 'variantAttributes'> {
  const counted = keys.filter((key) =>
    facet === null ? !chosen.includes(nameOf(key)) : facet === nameOf(key),
  );
  const isOfVariants = (key: string) => asksOfVariants(offer) && ofVariants.includes(key);
  const attributes = counted.filter((key) => !isOfVariants(key));
  const variantAttributes = counted.filter(isOfVariants);
  const columns: CountedColumn[] = [
    ...(facet === null ? columnsWithout(chosen) : columnsOf(facet)),
    ...(attributes.length === 0 ? [] : ['attribute_terms' as const]),
    ...(variantAttributes.length === 0 ? [] : ['variant_terms' as const]),
  ];
  return { columns, attributes, variantAttributes };
}

function nameOf(key: string): string {
  return `${attributePrefix}${key}`;
}

function columnsOf(facet: string): CountedColumn[] {
  return attributeOf(facet) === null ? [columnOfFacet[facet] ?? 'option_values'] : [];
}

const attributePrefix = 'attribute:';

/** The key of the attribute that a facet is about; null for any other facet. */
function attributeOf(facet: string): string | null {
  return facet.startsWith(attributePrefix) ? facet.slice(attributePrefix.length) : null;
}

/** There may always be another option or attribute than those in which something is chosen. */
function columnsWithout(facets: readonly string[]): CountedColumn[] {
  const chosen = new Set(facets.map((facet) => columnOfFacet[facet]));
  return [...plainColumns, ...offerColumns].filter((column) => !chosen.has(column));
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

/** What all variants of a product are said to be stands for those that meet a filter where all of them do. */
function columnsOfProducts(columns: readonly CountedColumn[]): CountedColumn[] {
  const areTermsRead = columns.includes('attribute_terms') || columns.includes('variant_terms');
  return [
    ...plainColumns.filter((column) => columns.includes(column)),
    ...(areTermsRead ? ['attribute_terms' as const] : []),
  ];
}

function rowsOf(set: FacetSet): RawBuilder<unknown> {
  const { hits, products, filter, columns } = set;
  const ofProducts = columnsOfProducts(columns);
  const ofOffers = [...offerColumns, 'variant_terms' as const].filter((column) => columns.includes(column));
  const looks = [
    ...(readsIdsFirst(filter) && ofProducts.length > 0 ? [productsOf(ofProducts)] : []),
    ...(ofOffers.length > 0 ? [offersOf(set)] : []),
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
function offersOf({ filter, columns: counted, variantAttributes }: FacetSet): RawBuilder<unknown> {
  const { offer } = filter;
  const columns = offerColumns.filter((column) => counted.includes(column));
  if (!asksOfVariants(offer)) return sql`LEFT JOIN LATERAL (${sumsOf(offer, columns)}) AS kept ON true`;
  const saidOfAll = sql`${sql.ref(readsIdsFirst(filter) ? 'product' : 'found')}.attribute_terms`;
  const terms = sql`CASE WHEN kept.is_met_by_all THEN ${saidOfAll} ELSE said.terms END AS variant_terms`;
  const areTermsCounted = variantAttributes.length > 0;
  const either = columns.map((column) => {
    const name = sql.ref(column);
    return sql`CASE WHEN kept.is_met_by_all THEN kept.${name} ELSE own.${name} END AS ${name}`;
  });
  return sql`CROSS JOIN LATERAL (
    SELECT ${sql.join(areTermsCounted ? [...either, terms] : either)}
    FROM (${sumsOf(offer, columns, sql`${isMetByAll(offer)} AS is_met_by_all`)}) AS kept
    LEFT JOIN LATERAL (
      SELECT array_agg(o.available) AS availability, array_agg(price_step(o.amount_minor)) AS price_steps,
        string_to_array(string_agg(nullif(array_to_string(o.option_values, ${between}), ''), ${between}), ${between}) AS option_values
      FROM variant_offers o
      WHERE NOT kept.is_met_by_all AND o.product_id = found.id AND ${inOffer(offer)} OFFSET 0
    ) AS own ON true ${areTermsCounted ? termsOfVariants(offer, variantAttributes) : sql``}
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
function isMetByAll({
  options = [],
  attributes = [],
  price,
  availableForSale,
}: OfferFilter): RawBuilder<unknown> {
  const { minMinor = null, maxMinor = null } = price ?? {};
  const met = [
    ...(options.length + attributes.length > 0 ? [sql`false`] : []),
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
  const others = <Choice>(choices: readonly Choice[] | undefined, facetOf: (choice: Choice) => string) => {
    const left = choices?.filter((choice) => facetOf(choice) !== facet);
    return left?.length === 0 ? undefined : left;
  };
  const facetOfAttribute = ({ key }: { readonly key: string }) => nameOf(key);
  return {
    ...fixed,
    ...given({
      categoryIds: kept('category', categoryIds),
      brands: kept('brand', brands),
      tags: kept('tag', tags),
      minimumRating: kept('rating', minimumRating),
      attributes: others(attributes, facetOfAttribute),
    }),
    offer: {
      currency,
      ...given({
        price: kept('price', price),
        availableForSale: kept('availability', availableForSale),
        options: others(options, ({ name }) => `option:${name}`),
        attributes: others(offer.attributes, facetOfAttribute),
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
