import { facetSets, type CountedColumn, type FacetSet } from '../../repository/facet-sets.ts';
import type { FacetCount } from '../../rules/facet-count.ts';
import type { ShownAttributes } from '../../rules/shown-attributes.ts';
import { ratingSteps } from '../../rules/rating-steps.ts';
import { countsOf, mostValues, sizeOf } from '../column-counts.ts';
import type { Prepared } from '../prepared.ts';
import type { Rows, Selected } from './answers.ts';
import type { GroongaCommand } from './client.ts';
import { meetsFilter, meetsOffer } from './conditions.ts';
import type { servedTables } from './names.ts';
import { allOf } from './script.ts';
import { select, textOf } from './selects.ts';

type Arguments = NonNullable<GroongaCommand['arguments']>;

const ofProducts = {
  category_id: 'categoryId',
  brand: 'brand',
  tags: 'tags',
  attribute_terms: 'attributeTerms',
} as const satisfies Partial<Record<CountedColumn, string>>;

const ofOffers = { availability: 'available', price_steps: 'priceStep' } as const satisfies Partial<
  Record<CountedColumn, string>
>;

const ofTraits = { variant_terms: 'value' } as const satisfies Partial<Record<CountedColumn, string>>;

const ofChoices = { option_values: 'value' } as const satisfies Partial<Record<CountedColumn, string>>;

/** Counts products of each set: one command for what they are, one for what their offers are, and one each for what these are a choice of, and are said to be. */
export function facetSelects(
  tableOf: ReturnType<typeof servedTables>,
  prepared: Prepared,
  attributes: ShownAttributes,
): GroongaCommand[] {
  return [
    productFacets(tableOf('products'), prepared, attributes),
    ...partFacets(tableOf('offers'), { prepared, attributes, columns: ofOffers, standpoint: '' }),
    ...partFacets(tableOf('choices'), { prepared, attributes, columns: ofChoices, standpoint: 'offer.' }),
    ...partFacets(tableOf('traits'), { prepared, attributes, columns: ofTraits, standpoint: 'offer.' }),
  ];
}

function productFacets(table: string, prepared: Prepared, attributes: ShownAttributes): GroongaCommand {
  const slices = facetSets(prepared.query.filter, attributes).flatMap((set, index) => {
    const meets = meetsFilter(set.filter, prepared.filterable);
    const rated = set.columns.includes('rating_average') ? ratingSteps : [];
    return [
      slice(labelOf(index), meets, columnsIn(ofProducts, set, counted)),
      ...rated.map((least) => slice(ratingLabel(index, least), allOf([meets, `ratingAverage >= ${least}`]))),
    ];
  });
  return select(table, { filter: allOf(textOf(prepared)), ...together(slices) });
}

interface PartFacets {
  readonly prepared: Prepared;
  readonly attributes: ShownAttributes;
  readonly columns: Partial<Record<CountedColumn, string>>;
  readonly standpoint: '' | 'offer.';
}

/** Products are counted, not their offers. @returns nothing where no set is counted by these columns */
function partFacets(
  table: string,
  { prepared, attributes, columns, standpoint }: PartFacets,
): GroongaCommand[] {
  const { query, filterable } = prepared;
  const slices = facetSets(query.filter, attributes).flatMap((set, index) => {
    const drilldowns = columnsIn(columns, set, countedOnce);
    const meets = [meetsOffer(set.filter.offer, standpoint), meetsFilter(set.filter, filterable, 'product.')];
    return drilldowns.length === 0 ? [] : [slice(labelOf(index), allOf(meets), drilldowns)];
  });
  if (slices.length === 0) return [];
  return [select(table, { filter: allOf(textOf(prepared, 'product.')), ...together(slices) })];
}

/** Reads the counts out of what all of them answered. */
export function readFacetCounts(
  { query }: Prepared,
  attributes: ShownAttributes,
  answers: readonly Selected[],
): FacetCount[] {
  const [products] = answers;
  return facetSets(query.filter, attributes).flatMap((set, index) => {
    const drilldowns = answers.map(({ slices }) => slices[labelOf(index)]?.drilldowns);
    const ratings = ratingSteps.map(
      (least) => [String(least), products?.slices[ratingLabel(index, least)]?.n_hits ?? 0] as const,
    );
    const valuesOf = (column: CountedColumn) =>
      column === 'rating_average' ? ratings : drilldowns.flatMap((one) => valuesIn(one?.[column]));
    return [
      sizeOf(set, products?.slices[labelOf(index)]?.n_hits ?? 0),
      ...set.columns.flatMap((column) => countsOf(column, valuesOf(column), set)),
    ];
  });
}

function labelOf(index: number): string {
  return `set${index}`;
}

function ratingLabel(index: number, least: number): string {
  return `${labelOf(index)}_${least}`;
}

function columnsIn(
  columns: Partial<Record<CountedColumn, string>>,
  set: FacetSet,
  count: (label: string, column: string) => Arguments,
): Arguments[] {
  return set.columns.flatMap((column) => {
    const own = columns[column];
    return own === undefined ? [] : [count(column, own)];
  });
}

function valuesIn(counted: Rows | undefined): (readonly [string, number])[] {
  return (counted?.records ?? []).map(([value, products]) => [String(value), Number(products)]);
}

function slice(label: string, filter: string, drilldowns: readonly Arguments[] = []): Arguments {
  const given = { filter, limit: 0, output_columns: '_id', ...together(drilldowns) };
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [`slices[${label}].${name}`, value]),
  );
}

function together(parts: readonly Arguments[]): Arguments {
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part)));
}

function counted(label: string, keys: string): Arguments {
  return {
    [`drilldowns[${label}].keys`]: keys,
    [`drilldowns[${label}].sort_keys`]: '-_nsubrecs,_key',
    [`drilldowns[${label}].output_columns`]: '_key,_nsubrecs',
    [`drilldowns[${label}].limit`]: mostValues,
  };
}

/** Counts each value once for a product. */
function countedOnce(label: string, column: string): Arguments {
  const pairs = `${label}_pairs`;
  return {
    [`drilldowns[${pairs}].keys`]: `product,${column}`,
    [`drilldowns[${pairs}].output_columns`]: '_nsubrecs',
    [`drilldowns[${pairs}].limit`]: 0,
    ...counted(label, `_value.${column}`),
    [`drilldowns[${label}].table`]: pairs,
  };
}
