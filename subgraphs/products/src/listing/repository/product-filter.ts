import { anyOf, type StatementSample } from '@cartwright/database';
import { expressionBuilder, sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { AttributeChoice } from '../rules/product-choice.ts';
import { hasAttribute, maySellAttribute, type Condition } from './attribute-filter.ts';
import type { NamedText, ProductBoost } from './product-order.ts';
import { asksForStockAlone, asksOfVariants, inOffer, type OfferFilter } from './offer-filter.ts';

/** What products a list holds; what is left out does not narrow. */
export interface ProductFilter {
  /** A `tsquery` of PostgreSQL, whose lexemes are those of `search_words`. */
  readonly tsquery?: string;
  /** The text of the `tsquery`, which orders what is found and does not narrow it. */
  readonly named?: NamedText;
  /** Ids of what is found whatever the text says, and comes first by RELEVANCE. */
  readonly pinned?: readonly string[];
  /** What weighs more, or less, by RELEVANCE; it does not narrow. */
  readonly boosts?: readonly ProductBoost[];
  readonly ids?: readonly string[];
  /** The collection that all are in. */
  readonly collectionId?: string;
  /** Collections any of which all are in. */
  readonly collectionIds?: readonly string[];
  readonly categoryIds?: readonly string[];
  readonly brands?: readonly string[];
  readonly tags?: readonly string[];
  readonly minimumRating?: number;
  /** What the product is said to be. */
  readonly attributes?: readonly AttributeChoice[];
  /** What one variant of the product must meet. */
  readonly offer: OfferFilter;
}

const eb = expressionBuilder<Tables & { p: Tables['products'] }, 'p'>();

/** Holds for the products of a filter, of a table named `p`. */
export function inFilter(filter: ProductFilter): Condition {
  return allOf([inProduct(filter), asksOfVariants(filter.offer) ? hasOffer(filter) : null]);
}

/** Holds for what a filter asks of products themselves. */
export function inProduct(filter: ProductFilter): Condition {
  return allOf([
    inFixedPart(filter),
    isShown(filter),
    ...productConditions(filter).map(({ condition }) => condition),
    ...(filter.offer.attributes ?? []).map(maySellAttribute),
  ]);
}

/** Holds for what the text, the ids and the collections let through: no facet is about them, so they narrow the counts of all. */
export function inFixedPart({ tsquery, pinned, ids, collectionId, collectionIds }: ProductFilter): Condition {
  return allOf([
    tsquery === undefined ? null : orPinned(isFoundBy(tsquery), pinned),
    ids === undefined ? null : eb('p.id', '=', anyOf(ids)),
    collectionId === undefined ? null : isIn([collectionId]),
    collectionIds === undefined ? null : isIn(collectionIds),
  ]);
}

/** Holds for what shoppers see: products are found by texts, and have offers, while they are shown, so that only the others are asked. */
function isShown({ tsquery, offer }: ProductFilter): Condition | null {
  return tsquery === undefined && !asksOfVariants(offer) ? eb('p.status', '=', 'PUBLISHED') : null;
}

/** Each thing that a filter asks of a product, under the name of the facet that it is chosen in. */
export function productConditions({
  categoryIds,
  brands,
  tags,
  minimumRating,
  attributes = [],
}: ProductFilter): { readonly facet: string; readonly condition: Condition }[] {
  const conditions = {
    category: categoryIds && eb('p.categoryId', '=', anyOf(categoryIds)),
    brand: brands && eb('p.brand', '=', anyOf(brands)),
    tag: tags && eb('p.tags', '&&', eb.val([...tags])),
    rating: minimumRating === undefined ? undefined : eb('p.ratingAverage', '>=', minimumRating),
  };
  const ofProduct = Object.entries(conditions).flatMap(([facet, condition]) =>
    condition === undefined ? [] : [{ facet, condition }],
  );
  const ofAttributes = attributes.map((choice) => ({
    facet: `attribute:${choice.key}`,
    condition: hasAttribute(choice),
  }));
  return [...ofProduct, ...ofAttributes];
}

/** Holds where all of some conditions do; nulls do not narrow. */
export function allOf(conditions: readonly (Condition | null)[]): Condition {
  return eb.and(conditions.filter((condition) => condition !== null));
}

/** Holds for what a `tsquery` finds. */
export function isFoundBy(tsquery: string): Condition {
  return sql<boolean>`${eb.ref('p.document')} @@ ${tsquery}::tsquery`;
}

/** Holds for what meets a condition, and for what is pinned and shown: texts find nothing else that shoppers do not see. */
export function orPinned(condition: Condition, pinned: readonly string[] = []): Condition {
  if (pinned.length === 0) return condition;
  return eb.or([condition, eb.and([eb('p.id', '=', anyOf(pinned)), eb('p.status', '=', 'PUBLISHED')])]);
}

/** Holds for what has in its name what a `tsquery` finds. */
export function isNamedBy(tsquery: string): Condition {
  return sql<boolean>`ts_filter(${eb.ref('p.document')}, '{a}') @@ ${tsquery}::tsquery`;
}

function isIn(collectionIds: readonly string[]): Condition {
  const members = eb.selectFrom('collectionProducts as m').where('m.collectionId', '=', anyOf(collectionIds));
  return eb.exists(members.whereRef('m.productId', '=', 'p.id'));
}

function hasOffer({ tsquery, offer }: ProductFilter): Condition {
  const offers = eb
    .selectFrom('variantOffers as o')
    .whereRef('o.productId', '=', 'p.id')
    .where(inOffer(offer));
  return eb.exists(
    tsquery !== undefined && asksForStockAlone(offer) ? offers.offset(sql<number>`0`) : offers,
  );
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) =>
    tx
      .selectFrom('products as p')
      .select('p.id')
      .where(
        inFilter({
          tsquery: 'mug',
          pinned: [''],
          ids: [''],
          collectionId: '',
          collectionIds: [''],
          categoryIds: [''],
          brands: [''],
          tags: [''],
          minimumRating: 4.5,
          attributes: [
            { key: 'width', values: ['oak'], range: { min: { number: 1, typed: '1' }, max: null } },
          ],
          offer: { currency: 'EUR', availableForSale: true },
        }),
      )
      .execute(),
];
