import type { CategoryTree } from '../../catalogue/door.ts';
import { updateProductStatus } from '../../publishing/door.ts';
import { updateProductSeo } from '../../seo/door.ts';
import { readKnownProduct, type KnownVariant } from '../repository/known-products.ts';
import type { ComparedProduct, PartOfProduct } from '../rules/differences.ts';
import type { ProductRecord } from '../rules/records.ts';
import { planVariants } from '../rules/variant-plan.ts';
import type { ImportOrder } from './import-order.ts';
import { importOptions, importVariants } from './import-variants.ts';
import { pricesToSet, type PriceToSet } from './set-prices.ts';
import { expected, type Within } from './within.ts';

/** A transaction in which nobody else changes categories, slugs or stock-keeping units. */
export type WithinCatalogue = Within & { readonly tree: CategoryTree };

/** A locked product, and what a file tells of it. */
export interface ProductToChange {
  readonly record: ProductRecord;
  readonly product: ComparedProduct;
  /** In the order of its page. */
  readonly variants: readonly KnownVariant[];
  /** In what it is not as the file tells it. */
  readonly different: ReadonlySet<PartOfProduct>;
}

/** Changes all that is different about a product but its texts and what its variants cost. @returns the prices that are to be set; @throws Refusal */
export async function changeProduct(
  held: WithinCatalogue,
  order: ImportOrder,
  { record, product: { id: productId }, variants, different }: ProductToChange,
): Promise<PriceToSet[]> {
  const plan = planVariants(variants, record.variants);
  if (different.has('options')) await importOptions(held, order, { record, productId });
  if (different.has('variants')) await importVariants(held, order, { plan, productId });
  const prices = plan.known.flatMap(({ variant, told }) => pricesToSet(order, variant, told.prices));
  if (different.has('seo')) await changeSeo(held, order, { record, productId });
  if (different.has('status')) await changeStatus(held, order, { record, productId });
  return prices;
}

interface ToldOfProduct {
  readonly record: ProductRecord;
  readonly productId: string;
}

async function changeSeo(
  held: Within,
  { staffId, reason }: ImportOrder,
  { record: { seo }, productId: id }: ToldOfProduct,
): Promise<void> {
  const { version, seoTitle, seoDescription } = await readKnownProduct(held.tx, id);
  const after = { title: seo?.title ?? seoTitle, description: seo?.description ?? seoDescription };
  expected(await updateProductSeo(held, { staffId, reason, id, version, seo: after }), 'updated');
}

async function changeStatus(
  held: Within,
  { staffId, reason }: ImportOrder,
  { record: { status }, productId: id }: ToldOfProduct,
): Promise<void> {
  if (status === undefined) return;
  const { version } = await readKnownProduct(held.tx, id);
  expected(await updateProductStatus(held, { staffId, reason, id, version, status }), 'updated');
}
