import { anyOf, type StatementSample, type Statements } from '@cartwright/database';
import { expressionBuilder, sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import { attributeTerm, termSeparator } from '../../catalogue/door.ts';
import type { Tables } from '../../tables.ts';
import type { AttributeChoice } from '../rules/product-choice.ts';

/** Something that holds for some rows. */
export type Condition = Expression<SqlBool>;

const eb = expressionBuilder<Tables & { p: Tables['products'] }, 'p'>();
const offers = expressionBuilder<Tables & { o: Tables['variantOffers'] }, 'o'>();

/** Holds for the products, of a table named `p`, that have what is chosen of an attribute, as long as lists can be narrowed by it. */
export function hasAttribute({ key, values, range }: AttributeChoice): Condition {
  const terms = values.map((value) => attributeTerm(key, value));
  return eb.and([
    isFilterable(key),
    ...(terms.length === 0 ? [] : [eb('p.attributeTerms', '&&', eb.val(terms))]),
    ...(range === null ? [] : [isInRange(key, range)]),
  ]);
}

/** Holds for products, of a table named `p`, of which some variant may have what is chosen: the sums in their rows say so without a look at variants. */
export function maySellAttribute({ key, values }: AttributeChoice): Condition | null {
  const terms = values.map((value) => attributeTerm(key, value));
  return terms.length === 0 ? null : eb('p.attributeTerms', '&&', eb.val(terms));
}

/**
 * Holds for the variants, of offers named `o`, that have what is chosen of an attribute, as long as lists can be narrowed by it. What is said
 * of a whole product holds for each of its variants: an attribute is of variants in one product type, and of products in another.
 */
export function hasVariantAttribute(choice: AttributeChoice): Condition {
  const ofVariant = said(choice).whereRef('said.variantId', '=', 'o.variantId');
  const ofProduct = said(choice)
    .whereRef('said.productId', '=', 'o.productId')
    .where('said.variantId', 'is', null);
  return offers.and([
    isFilterable(choice.key),
    offers.or([offers.exists(ofVariant), offers.exists(ofProduct)]),
  ]);
}

function said({ key, values, range }: AttributeChoice) {
  const terms = values.map((value) => attributeTerm(key, value));
  return offers
    .selectFrom('attributeValues as said')
    .select('said.id')
    .where('said.key', '=', key)
    .$if(terms.length > 0, (query) => query.where('said.terms', '&&', offers.val(terms)))
    .$if(range !== null, (query) => query.where(isBetween(range)));
}

/** Those of some attributes that are of variants, in any product type. */
export async function readVariantKeys(db: Statements<Tables>, keys: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('attributeDefinitions as d')
    .select('d.key')
    .distinct()
    .where('d.key', '=', anyOf(keys))
    .where('d.owner', '=', 'VARIANT')
    .execute();
  return rows.map(({ key }) => key);
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
function isInRange(key: string, range: NonNullable<AttributeChoice['range']>): Condition {
  const values = eb
    .selectFrom('attributeValues as said')
    .select('said.id')
    .whereRef('said.productId', '=', 'p.id')
    .where('said.key', '=', key)
    .where(isBetween(range));
  return eb.exists(values);
}

/** Holds for values, of a table named `said`, whose number is in a range. */
function isBetween(range: AttributeChoice['range']): Condition {
  const number = sql.ref('said.number');
  const [min, max] = [range?.min ?? null, range?.max ?? null];
  return sql<boolean>`${sql.join(
    [
      sql`${number} IS NOT NULL`,
      ...(min === null ? [] : [sql`${number} >= ${min.number}::float8`]),
      ...(max === null ? [] : [sql`${number} <= ${max.number}::float8`]),
    ],
    sql` AND `,
  )}`;
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
  (tx) => readVariantKeys(tx, ['width']),
];
