import type { StatementSample } from '@cartwright/database';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import {
  offerConditions,
  productConditions,
  type Condition,
  type ProductFilter,
} from '../../listing/door.ts';
import type { Tables } from '../../tables.ts';

/** A choice that a filter makes in a facet. */
export interface Choice {
  /** The facet's code. */
  readonly facet: string;
  readonly condition: Condition;
  /** The column that says whether a row meets it. */
  readonly flag: string;
}

/** All that a filter chooses in facets: of products, and of their variants. */
export interface Choices {
  readonly ofProduct: readonly Choice[];
  readonly ofOffer: readonly Choice[];
}

/** The choices of a filter. */
export function choicesOf(filter: ProductFilter): Choices {
  return {
    ofProduct: productConditions(filter).map((choice, index) => ({ ...choice, flag: `product_${index}` })),
    ofOffer: offerConditions(filter.offer).map((choice, index) => ({ ...choice, flag: `offer_${index}` })),
  };
}

/** Holds for rows that meet all choices but that of one facet. */
export function meetsOthers(choices: readonly Choice[], facet: string | null = null): RawBuilder<SqlBool> {
  const others = choices.filter((choice) => choice.facet !== facet).map(({ flag }) => sql`${sql.ref(flag)}`);
  return sql<boolean>`(${sql.join([sql`true`, ...others], sql` AND `)})`;
}

/** How many of some choices a row does not meet. */
export function misses(choices: readonly Choice[]): RawBuilder<number> {
  const each = choices.map(({ condition }) => sql`(NOT ${condition})::int`);
  return sql<number>`(${sql.join([sql`0`, ...each], sql` + `)})`;
}

/** The column of each choice. */
export function flagColumns(choices: readonly Choice[]): RawBuilder<unknown> {
  return sql.join([sql``, ...choices.map(({ condition, flag }) => sql`${condition} AS ${sql.ref(flag)}`)]);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => {
    const { ofProduct } = choicesOf({ brands: [''], tags: [''], offer: { currency: 'EUR' } });
    return sql`SELECT ${misses(ofProduct)} ${flagColumns(ofProduct)} FROM products p`.execute(tx);
  },
];
