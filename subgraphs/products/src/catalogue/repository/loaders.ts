import { anyOf, keyedRead, type Statements } from '@cartwright/database';
import { byKey, isId, listByKey } from '@cartwright/graph';
import type { StoreCurrency } from '@cartwright/money';
import type { Tables } from '../../tables.ts';
import { perCurrency } from './per-currency.ts';
import { productColumns, type OfferedVariant, type Product } from './products.ts';

/** The reads of one operation in the buyer's currency, gathered into one statement for each kind; an id or a slug of nothing gives null. */
export function catalogueLoaders(db: Statements<Tables>, currency: StoreCurrency) {
  return {
    ...productLoaders(db),
    ...variantLoaders(db, currency),
  };
}

const productsByIds = keyedRead((db: Statements<Tables>, ids: readonly string[]) =>
  db.selectFrom('products as p').select(productColumns).where('p.id', '=', anyOf(ids)),
);

const productsBySlugs = keyedRead((db: Statements<Tables>, slugs: readonly string[]) =>
  db.selectFrom('products as p').select(productColumns).where('p.slug', '=', anyOf(slugs)),
);

function productLoaders(db: Statements<Tables>) {
  return {
    product: byKey(
      (ids) => productsByIds(db, ids.filter(isId)),
      ({ id }: Product) => id,
    ),
    productBySlug: byKey(
      (slugs) => productsBySlugs(db, slugs.filter(isText)),
      ({ slug }: Product) => slug,
    ),
  };
}

const variantsByIds = perCurrency((currency) =>
  keyedRead((db: Statements<Tables>, ids: readonly string[]) =>
    offeredVariants(db, currency).where('v.id', '=', anyOf(ids)),
  ),
);

const variantsOfProducts = perCurrency((currency) =>
  keyedRead((db: Statements<Tables>, productIds: readonly string[]) =>
    offeredVariants(db, currency)
      .where('v.productId', '=', anyOf(productIds))
      .orderBy('v.productId')
      .orderBy('v.position'),
  ),
);

/**
 * Whoever shows a variant shows what it costs and whether it is there: one statement costs less than three. The limits have
 * PostgreSQL look these up for each variant: what it makes of a plain join for any number of ids reads whole tables.
 */
function offeredVariants(db: Statements<Tables>, currency: StoreCurrency) {
  return db
    .selectFrom('productVariants as v')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('variantPrices')
          .select(['amountMinor as offerMinor', 'compareAtMinor as offerCompareAtMinor'])
          .whereRef('variantId', '=', 'v.id')
          .where('currency', '=', currency)
          .limit(eb.lit(1))
          .as('price'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('stock')
          .select('available as offerAvailable')
          .whereRef('stock.variantId', '=', 'v.id')
          .limit(eb.lit(1))
          .as('level'),
      (join) => join.onTrue(),
    )
    .selectAll('v')
    .select(['price.offerMinor', 'price.offerCompareAtMinor', 'level.offerAvailable']);
}

function variantLoaders(db: Statements<Tables>, currency: StoreCurrency) {
  return {
    variant: byKey(
      (ids) => variantsByIds(currency)(db, ids.filter(isId)),
      ({ id }: OfferedVariant) => id,
    ),
    variantsOfProduct: listByKey(
      (productIds) => variantsOfProducts(currency)(db, productIds),
      ({ productId }: OfferedVariant) => productId,
    ),
  };
}

/** PostgreSQL takes no NUL in a text. */
function isText(text: string): boolean {
  return !text.includes('\0');
}
