import type { StatementSample } from '@cartwright/database';
import { sql, type RawBuilder } from 'kysely';
import { optionNameIn } from '../../listing/door.ts';
import type { Tables } from '../../tables.ts';
import { priceSteps } from '../rules/price-steps.ts';
import { facetSets, withSets, type FacetSet } from './facet-sets.ts';

/** Counts availability and price, each over its set. */
export function offerCounts(setOf: (facet: string) => FacetSet): RawBuilder<unknown>[] {
  const step = sql`width_bucket(amount_minor, ${sql.val(priceSteps)}::bigint[])`;
  return [
    countsOf(setOf('availability'), { facet: 'availability', value: sql`available` }),
    countsOf(setOf('price'), { facet: 'price', value: step }),
  ];
}

/** Counts options: one in which something is chosen over its own set, the rest together. */
export function optionCounts(sets: readonly FacetSet[], rest: FacetSet): RawBuilder<unknown>[] {
  const chosen = sets.flatMap((set) =>
    set.facet?.startsWith('option:') === true
      ? [{ set, facet: set.facet, own: set.facet.slice('option:'.length) }]
      : [],
  );
  const all = { facet: 'option', value: sql`unnest(option_values)` };
  if (chosen.length === 0) return [countsOf(rest, all)];
  const name = optionNameIn(sql`value`);
  const names = chosen.map(({ own }) => own);
  return [
    countsOf(rest, { ...all, where: sql`${name} <> ALL (${names}::text[])` }),
    ...chosen.map(({ set, facet, own }) => countsOf(set, { ...all, facet, where: sql`${name} = ${own}` })),
  ];
}

interface OfferFacet {
  readonly facet: string;
  readonly value: RawBuilder<unknown>;
  /** Which values count; all of them when left out. */
  readonly where?: RawBuilder<unknown>;
}

/** Of several variants of a product that have a value, one counts. */
function countsOf(
  { offers }: FacetSet,
  { facet, value, where = sql`true` }: OfferFacet,
): RawBuilder<unknown> {
  return sql`
    SELECT ${sql.lit(facet.split(':')[0])}::text AS facet, value::text AS value, count(*)::int AS count
    FROM (SELECT DISTINCT product_id, ${value} AS value FROM ${offers}) AS choice
    WHERE ${where} GROUP BY value`;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => {
    const sets = facetSets({ offer: { currency: 'EUR', options: [{ name: 'Size', values: ['M'] }] } });
    const [all] = sets;
    if (all === undefined) throw new TypeError('There is a set for what is not chosen');
    const counts = [...offerCounts(() => all), ...optionCounts(sets, all)];
    return sql`${withSets(sets)} ${sql.join(counts, sql` UNION ALL `)}`.execute(tx);
  },
];
