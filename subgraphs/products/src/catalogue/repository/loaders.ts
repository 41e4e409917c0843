import { anyOf, keyedRead, type Statements } from '@cartwright/database';
import { byKey, isId } from '@cartwright/graph';
import DataLoader from 'dataloader';
import type { Tables } from '../../tables.ts';
import type { KeptProducts, ProductRef } from './kept-products.ts';
import { noStock, offerVariant, type OfferedVariant, type StockLevel } from './offered-variants.ts';
import { levelsOfStock } from './stock-levels.ts';
import type { Product } from './product-content.ts';

/** A variant as a statement has found it, with its stock at that moment. */
export interface VariantRef extends StockLevel {
  readonly id: string;
  readonly productId: string;
  readonly revision: string;
}

/** What finds products and variants, and gives them as they are at this moment. */
export type CatalogueLoaders = ReturnType<typeof catalogueLoaders>;

/** Which products are found: those that shoppers see, or all that there are, for staff. */
export type FoundProducts = 'shown' | 'all';

/** The reads of one operation, gathered into one statement for each kind; an id or a slug of nothing gives null. */
export function catalogueLoaders(db: Statements<Tables>, kept: KeptProducts, which: FoundProducts) {
  const { productsByIds, productsBySlugs, variantsByIds } = finders[which];
  const products = async (refs: readonly ProductRef[]): Promise<Product[]> =>
    inOrder(refs, await kept.read(refs));
  const variants = async (refs: readonly VariantRef[]): Promise<OfferedVariant[]> => {
    const found = await kept.read(refs.map(({ productId: id, revision }) => ({ id, revision })));
    return refs.flatMap(({ id, productId, ...level }) => {
      const product = found.get(productId);
      const variant = product?.variants.find((one) => one.id === id);
      return product === undefined || variant === undefined ? [] : [offerVariant(product, variant, level)];
    });
  };
  return {
    /** Products that a statement has found, in the same order, without those that are gone since. */
    products,
    /** Variants that a statement has found, likewise. */
    variants,
    product: byKey(
      async (ids) => products(await productsByIds(db, ids.filter(isId))),
      ({ id }: Product) => id,
    ),
    productBySlug: byKey(
      async (slugs) => products(await productsBySlugs(db, slugs.filter(isText))),
      ({ slug }: Product) => slug,
    ),
    variant: byKey(
      async (ids) => variants(await variantsByIds(db, ids.filter(isId))),
      ({ id }: OfferedVariant) => id,
    ),
    /** In the order of the product page. */
    variantsOf: new DataLoader((some: readonly Product[]) => offerVariants(db, some), { cacheKeyFn: idOf }),
  };
}

const finders = { shown: findersOf(true), all: findersOf(false) } satisfies Record<FoundProducts, unknown>;

function findersOf(isShown: boolean) {
  return {
    productsByIds: keyedRead((db: Statements<Tables>, ids: readonly string[]) =>
      foundProducts(db, isShown).where('id', '=', anyOf(ids)),
    ),
    productsBySlugs: keyedRead((db: Statements<Tables>, slugs: readonly string[]) =>
      foundProducts(db, isShown).where('slug', '=', anyOf(slugs)),
    ),
    variantsByIds: keyedRead((db: Statements<Tables>, ids: readonly string[]) =>
      db
        .selectFrom('productVariants as v')
        .innerJoin('products as p', 'p.id', 'v.productId')
        .leftJoin('stock as s', 's.variantId', 'v.id')
        .select(['v.id', 'v.productId', 'p.revision'])
        .select(levelsOfStock)
        .where('v.id', '=', anyOf(ids))
        .$if(isShown, (query) => query.where('p.status', '=', 'PUBLISHED')),
    ),
  };
}

function foundProducts(db: Statements<Tables>, isShown: boolean) {
  return db
    .selectFrom('products')
    .select(['id', 'revision'])
    .$if(isShown, (query) => query.where('status', '=', 'PUBLISHED'));
}

const levelsOf = keyedRead((db: Statements<Tables>, variantIds: readonly string[]) =>
  db
    .selectFrom('stock as s')
    .select('s.variantId')
    .select(levelsOfStock)
    .where('s.variantId', '=', anyOf(variantIds)),
);

/** Whoever shows variants shows whether they are there. */
async function offerVariants(
  db: Statements<Tables>,
  products: readonly Product[],
): Promise<OfferedVariant[][]> {
  const ids = products.flatMap(({ variants }) => variants.map(({ id }) => id));
  const levels = new Map((await levelsOf(db, ids)).map(({ variantId, ...level }) => [variantId, level]));
  return products.map((product) =>
    product.variants.map((variant) => offerVariant(product, variant, levels.get(variant.id) ?? noStock)),
  );
}

function inOrder(refs: readonly ProductRef[], found: ReadonlyMap<string, Product>): Product[] {
  return refs.flatMap(({ id }) => found.get(id) ?? []);
}

function idOf({ id }: Product): string {
  return id;
}

/** PostgreSQL takes no NUL in a text. */
function isText(text: string): boolean {
  return !text.includes('\0');
}
