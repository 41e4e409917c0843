import type { StatementSample } from '@cartwright/database';
import { expressionBuilder, sql, type RawBuilder } from 'kysely';
import { attributeTerm, termSeparator } from '../../catalogue/door.ts';
import type { Tables } from '../../tables.ts';
import type { AttributeChoice } from '../rules/product-choice.ts';
import type { Condition } from './offer-filter.ts';

const eb = expressionBuilder<Tables & { p: Tables['products'] }, 'p'>();

/** Holds for the products, of a table named `p`, that have what is chosen of an attribute, as long as lists can be narrowed by it. */
export function hasAttribute({ key, values, range }: AttributeChoice): Condition {
  const terms = values.map((value) => attributeTerm(key, value));
  return eb.and([
    isFilterable(key),
    ...(terms.length === 0 ? [] : [eb('p.attributeTerms', '&&', eb.val(terms))]),
    ...(range === null ? [] : [isInRange(key, range)]),
  ]);
}

/** The attribute's key in a term. */
export function attributeKeyIn(term: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`split_part(${term}, ${sql.lit(termSeparator)}, 1)`;
}

/** Asked once for a statement: it has nothing to do with any product. */
function isFilterable(key: string): Condition {
  return eb.exists(
    eb
      .selectFrom('attributeDefinitions as definition')
      .select('definition.id')
      .where('definition.key', '=', key)
      .where('definition.filterable', '=', eb.lit(true)),
  );
}

/** An index has the numbers of each attribute in order. */
function isInRange(key: string, { min, max }: NonNullable<AttributeChoice['range']>): Condition {
  const values = eb
    .selectFrom('attributeValues as said')
    .select('said.id')
    .whereRef('said.productId', '=', 'p.id')
    .where('said.key', '=', key)
    .where('said.number', 'is not', null)
    .$if(min !== null, (query) => query.where('said.number', '>=', sql<number>`${min?.number}::float8`))
    .$if(max !== null, (query) => query.where('said.number', '<=', sql<number>`${max?.number}::float8`));
  return eb.exists(values);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) =>
    tx
      .selectFrom('products as p')
      .select('p.id')
      .where(
        hasAttribute({ key: 'width', values: ['12'], range: { min: { number: 1, typed: '1' }, max: null } }),
      )
      .execute(),
];
