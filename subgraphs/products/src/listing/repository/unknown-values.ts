import type { StatementSample, Statements } from '@cartwright/database';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { OptionChoice } from '../rules/product-choice.ts';
import { optionKey, readOptionKey } from './offer-filter.ts';

/** What a client chose, of which there may be none. */
export interface ChosenValues {
  readonly brands: readonly string[];
  readonly tags: readonly string[];
  readonly options: readonly OptionChoice[];
  /** Keys of attributes. */
  readonly attributes: readonly string[];
}

/** What no product has of it. */
export interface UnknownValues {
  readonly brands: string[];
  readonly tags: string[];
  readonly optionNames: string[];
  /** Keys of attributes by which lists cannot be narrowed. */
  readonly attributes: string[];
  /** Of options that there are. */
  readonly optionValues: { readonly name: string; readonly value: string }[];
}

/** Finds out, in one statement, what no product has of the values that a client chose. */
export async function readUnknownValues(
  db: Statements<Tables>,
  { brands, tags, options, attributes }: ChosenValues,
): Promise<UnknownValues> {
  const names = options.map(({ name }) => name);
  const keys = options.flatMap(({ name, values }) => values.map((value) => optionKey(name, value)));
  const { optionNames, optionKeys, ...unknown } = await db
    .selectNoFrom([
      unusedOf(brands, sql`EXISTS (SELECT FROM ${shown} AND brand = chosen.value)`).as('brands'),
      unusedOf(tags, sql`EXISTS (SELECT FROM ${shown} AND tags @> ARRAY[chosen.value])`).as('tags'),
      unusedOf(names, hasOptionNamed).as('optionNames'),
      unusedOf(keys, hasOptionValue).as('optionKeys'),
      unusedOf(attributes, isFilterable).as('attributes'),
    ])
    .executeTakeFirstOrThrow();
  const optionValues = optionKeys.map(readOptionKey).filter(({ name }) => !optionNames.includes(name));
  return { ...unknown, optionNames, optionValues };
}

const shown = sql`products WHERE status = 'PUBLISHED'`;
const hasOptionNamed = sql<boolean>`EXISTS (
  SELECT FROM ${shown} AND jsonb_path_query_array(options, '$[*].name') ? chosen.value)`;
const hasOptionValue = sql<boolean>`EXISTS (
  SELECT FROM variant_offers WHERE option_values @> ARRAY[chosen.value])`;

const isFilterable = sql<boolean>`EXISTS (
  SELECT FROM attribute_definitions WHERE key = chosen.value AND filterable)`;

/** The values for which a condition on `chosen.value` does not hold, in the order in which they were chosen. */
function unusedOf(values: readonly string[], condition: RawBuilder<SqlBool>): RawBuilder<string[]> {
  return sql<string[]>`ARRAY(
    SELECT value FROM unnest(${values}::text[]) WITH ORDINALITY AS chosen (value, place)
    WHERE NOT ${condition} ORDER BY place)`;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) =>
    readUnknownValues(tx, {
      brands: [''],
      tags: [''],
      options: [{ name: 'Size', values: ['M'] }],
      attributes: [''],
    }),
];
