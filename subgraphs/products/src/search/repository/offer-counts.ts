import type { StatementSample } from '@cartwright/database';
import { sql, type RawBuilder } from 'kysely';
import { optionNameIn } from '../../listing/door.ts';
import type { Tables } from '../../tables.ts';
import { priceSteps } from '../rules/price-steps.ts';
import { overCandidates } from './facet-candidates.ts';
import { meetsOthers, type Choices } from './facet-choices.ts';

/** Counts availability and price. */
export function offerCounts(choices: Choices): RawBuilder<unknown>[] {
  const step = sql`width_bucket(amount_minor, ${sql.val(priceSteps)}::bigint[])`;
  return [
    countsOf(choices, { facet: 'availability', value: sql`available` }),
    countsOf(choices, { facet: 'price', value: step }),
  ];
}

/** Counts options: one in which something is chosen without its own choice, the rest together. */
export function optionCounts(choices: Choices): RawBuilder<unknown>[] {
  const chosen = choices.ofOffer.filter(({ facet }) => facet.startsWith('option:'));
  const names = chosen.map(({ facet }) => facet.slice('option:'.length));
  const all = { facet: 'option', value: sql`unnest(option_values)` };
  if (names.length === 0) return [countsOf(choices, all)];
  const name = optionNameIn(sql`value`);
  return [
    countsOf(choices, { ...all, where: sql`${name} <> ALL (${names}::text[])` }),
    ...names.map((own) =>
      countsOf(choices, { ...all, facet: `option:${own}`, where: sql`${name} = ${own}` }),
    ),
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
  { ofOffer }: Choices,
  { facet, value, where = sql`true` }: OfferFacet,
): RawBuilder<unknown> {
  return sql`
    SELECT ${sql.lit(facet.split(':')[0])}::text AS facet, value::text AS value, count(*)::int AS count
    FROM (
      SELECT DISTINCT product_id, ${value} AS value FROM offered
      WHERE product_misses = 0 AND ${meetsOthers(ofOffer, facet)}
    ) AS choice WHERE ${where} GROUP BY value`;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) =>
    overCandidates(
      { brands: [''], offer: { currency: 'EUR', options: [{ name: 'Size', values: ['M'] }] } },
      (choices) => sql.join(offerCounts(choices), sql` UNION ALL `),
    ).execute(tx),
  (tx) =>
    overCandidates(
      { brands: [''], offer: { currency: 'EUR', options: [{ name: 'Size', values: ['M'] }] } },
      (choices) => sql.join(optionCounts(choices), sql` UNION ALL `),
    ).execute(tx),
];
