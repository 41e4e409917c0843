import {
  lockProducts,
  readComparedProducts,
  readVariantsOfProducts,
  readVersions,
} from '../repository/known-products.ts';
import type { ComparedProduct } from '../rules/differences.ts';
import { ChangeRefused, Refusal } from '../rules/failure.ts';
import type { ProductRecord } from '../rules/records.ts';
import { changeProduct, type WithinCatalogue } from './change-product.ts';
import type { Imported, ImportOrder } from './import-order.ts';
import { updatePrices, type PriceToSet } from './set-prices.ts';

/**
 * Changes products that are there to what a file tells of them, as staff would by hand: what they cost last, all of them together. No two
 * records are about one product or one stock-keeping unit. @returns what was done, in their order; @throws ChangeRefused
 */
export async function changeProducts(
  held: WithinCatalogue,
  order: ImportOrder,
  records: readonly ProductRecord[],
): Promise<Imported[]> {
  if (records.length === 0) return [];
  const products = await holdProducts(held, records);
  const ids = products.map(({ id }) => id);
  const variants = await readVariantsOfProducts(held.tx, ids);
  const prices: (PriceToSet & { readonly at: number })[] = [];
  for (const [at, { record, ...product }] of products.entries()) {
    const known = { product, variants: variants.get(product.id) ?? [] };
    const own = await refusedAt(at, () => changeProduct(held, order, { record, ...known }));
    prices.push(...own.map((price) => ({ ...price, at })));
  }
  const faults = await updatePrices(held, order, prices);
  for (const [index, messages] of faults) throw new ChangeRefused(prices[index]?.at ?? 0, messages);
  const versions = await readVersions(held.tx, ids);
  const priced = new Set(prices.map(({ at }) => at));
  return products.map(({ id, version }, at) => {
    const isChanged = priced.has(at) || versions.get(id) !== version;
    return { outcome: isChanged ? 'UPDATED' : 'UNCHANGED', productId: id };
  });
}

/** Reads the products of records once nobody else can change them. */
async function holdProducts({ tx }: WithinCatalogue, records: readonly ProductRecord[]) {
  const slugs = records.map(({ slug }) => slug);
  await lockProducts(tx, slugs);
  const known = await readComparedProducts(tx, slugs);
  return records.map((record): ComparedProduct & { readonly record: ProductRecord } => {
    const product = known.get(record.slug);
    if (product === undefined) throw new Error('A product is gone while nobody can delete one');
    return { ...product, record };
  });
}

async function refusedAt<Done>(at: number, work: () => Promise<Done>): Promise<Done> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Refusal ? new ChangeRefused(at, error.messages) : error;
  }
}
