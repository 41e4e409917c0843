import type { StatementSample, Statements } from '@cartwright/database';
import { expressionBuilder, sql } from 'kysely';
import {
  allOf,
  inAvailability,
  inBrands,
  inCategories,
  inFixedPart,
  inOption,
  type Condition,
  type ProductFilter,
} from '../../listing/door.ts';
import type { Tables } from '../../tables.ts';
import type { FacetCount } from '../rules/facets.ts';

/** What the fixed part of a filter lets through, with a flag for each choice that it fits. */
interface Found {
  found: { categoryId: string; brand: string; available: boolean; optionValues: string[] };
}

const eb = expressionBuilder<Found, 'found'>();

/** Counts every facet of a filter in one pass; each facet's counts ignore the filter's choice in that facet. */
export function countFacets(db: Statements<Tables>, filter: ProductFilter): Promise<FacetCount[]> {
  const choices = choicesOf(filter);
  const counts = countsOf('category', 'categoryId', othersThan(choices, 'category_ok')).unionAll([
    countsOf('brand', 'brand', othersThan(choices, 'brand_ok')),
    countsOf('availability', 'available', othersThan(choices, 'availability_ok')),
    ...optionCounts(filter, choices),
  ]);
  return db
    .with(
      (cte) => cte('found').materialized(),
      (query) =>
        query
          .selectFrom('products as p')
          .select((eb) => [
            'p.categoryId',
            'p.brand',
            'p.optionValues',
            eb('p.availableVariants', '>', eb.lit(0)).as('available'),
          ])
          .select(choices.map(({ flag, condition }) => sql<boolean>`${condition}`.as(flag)))
          .where(inFixedPart(filter)),
    )
    .selectFrom(counts.as('counts'))
    .selectAll()
    .execute();
}

interface Choice {
  /** The column that is true for products that fit the choice. */
  readonly flag: string;
  readonly condition: Condition;
}

function choicesOf(filter: ProductFilter): Choice[] {
  const always = allOf([]);
  return [
    { flag: 'category_ok', condition: inCategories(filter) ?? always },
    { flag: 'brand_ok', condition: inBrands(filter) ?? always },
    { flag: 'availability_ok', condition: inAvailability(filter) ?? always },
    ...(filter.options ?? []).map((choice, index) => ({
      flag: `option_${index}_ok`,
      condition: inOption(choice),
    })),
  ];
}

function othersThan(choices: readonly Choice[], own: string | null): Condition {
  return allOf(
    choices.filter(({ flag }) => flag !== own).map(({ flag }) => sql.ref<boolean>(`found.${flag}`)),
  );
}

function countsOf(facet: FacetCount['facet'], column: keyof Found['found'], condition: Condition) {
  return eb
    .selectFrom('found')
    .select([
      sql<FacetCount['facet']>`${sql.lit(facet)}::text`.as('facet'),
      eb.cast<string>(column, 'text').as('value'),
      eb.cast<number>(eb.fn.countAll(), 'integer').as('count'),
    ])
    .where(condition)
    .groupBy(column);
}

/** An option in which something is chosen is counted without its own choice; the rest are counted together. */
function optionCounts(filter: ProductFilter, choices: readonly Choice[]) {
  const chosen = (filter.options ?? []).map(({ name }) => name);
  const nameOfOption = sql<string>`split_part(choice.option, '=', 1)`;
  const rest = optionCountsOf(
    othersThan(choices, null),
    chosen.length === 0 ? allOf([]) : sql<boolean>`${nameOfOption} <> all(${chosen}::text[])`,
  );
  const each = chosen.map((own, index) =>
    optionCountsOf(othersThan(choices, `option_${index}_ok`), eb(nameOfOption, '=', own)),
  );
  return [rest, ...each];
}

function optionCountsOf(condition: Condition, optionIs: Condition) {
  return eb
    .selectFrom('found')
    .crossJoinLateral(
      sql<{ option: string }>`unnest(${sql.ref('found.option_values')})`.as<'choice'>(sql`choice(option)`),
    )
    .select([
      sql<FacetCount['facet']>`'option'::text`.as('facet'),
      'choice.option as value',
      eb.cast<number>(eb.fn.countAll(), 'integer').as('count'),
    ])
    .where(condition)
    .where(optionIs)
    .groupBy('choice.option');
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => countFacets(tx, {}),
  (tx) =>
    countFacets(tx, {
      tsquery: 'mug',
      categoryIds: [''],
      brands: ['Thistlebarn'],
      availableForSale: true,
      options: [{ name: 'Size', values: ['M'] }],
    }),
];
