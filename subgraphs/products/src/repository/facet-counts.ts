import type { FacetCount } from '../domain/facets.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Database } from './database.ts';
import {
  allOf,
  availabilityCondition,
  brandCondition,
  categoryCondition,
  fixedConditions,
  optionCondition,
  type ProductFilter,
} from './product-filter.ts';

/** Counts every facet of a filter in one pass; each facet's counts ignore the filter's choice in that facet. */
export function countFacets(database: Database, filter: ProductFilter): Promise<FacetCount[]> {
  const choices = choicesOf(filter);
  return database.$queryRaw<FacetCount[]>`
    WITH found AS MATERIALIZED (
      SELECT p.category_id, p.brand, p.available_variants > 0 AS available, p.option_values,
        ${Prisma.join(choices.map(({ condition, flag }) => Prisma.sql`${condition} AS ${Prisma.raw(flag)}`))}
      FROM products p WHERE ${allOf(fixedConditions(filter))}
    )
    ${countsOf('category', Prisma.sql`category_id`, othersOf(choices, 'category_ok'))}
    UNION ALL ${countsOf('brand', Prisma.sql`brand`, othersOf(choices, 'brand_ok'))}
    UNION ALL ${countsOf('availability', Prisma.sql`available`, othersOf(choices, 'availability_ok'))}
    ${Prisma.join([Prisma.empty, ...optionCounts(filter, choices)], ' UNION ALL ')}`;
}

interface Choice {
  readonly flag: string;
  readonly condition: Prisma.Sql;
}

function choicesOf(filter: ProductFilter): Choice[] {
  const always = Prisma.sql`true`;
  return [
    { flag: 'category_ok', condition: categoryCondition(filter) ?? always },
    { flag: 'brand_ok', condition: brandCondition(filter) ?? always },
    { flag: 'availability_ok', condition: availabilityCondition(filter) ?? always },
    ...(filter.options ?? []).map((choice, index) => ({
      flag: `option_${index}_ok`,
      condition: optionCondition(choice),
    })),
  ];
}

function othersOf(choices: readonly Choice[], own: string | null): Prisma.Sql {
  return allOf(choices.filter(({ flag }) => flag !== own).map(({ flag }) => Prisma.raw(flag)));
}

function countsOf(facet: FacetCount['facet'], value: Prisma.Sql, condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT ${facet}::text AS facet, (${value})::text AS value, count(*)::int AS count
    FROM found WHERE ${condition} GROUP BY ${value}`;
}

/** An option in which something is chosen is counted without its own choice; the rest are counted together. */
function optionCounts(filter: ProductFilter, choices: readonly Choice[]): Prisma.Sql[] {
  const chosen = (filter.options ?? []).map(({ name }) => name);
  const name = Prisma.sql`split_part(option, '=', 1)`;
  const rest = optionCountsOf(
    othersOf(choices, null),
    chosen.length === 0 ? Prisma.sql`true` : Prisma.sql`${name} <> ALL(${chosen}::text[])`,
  );
  const each = chosen.map((own, index) =>
    optionCountsOf(othersOf(choices, `option_${index}_ok`), Prisma.sql`${name} = ${own}`),
  );
  return [rest, ...each];
}

function optionCountsOf(condition: Prisma.Sql, optionIs: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT 'option'::text, option, count(*)::int
    FROM found CROSS JOIN LATERAL unnest(option_values) AS option
    WHERE ${condition} AND ${optionIs} GROUP BY 2`;
}
