import { isStorable, tidyCode } from '@cartwright/input';
import type { CategoryTree } from '../../catalogue/door.ts';
import type { HeldCatalogue } from '../../editing/door.ts';
import {
  readComparedProducts,
  readVariantsOfProducts,
  type KnownVariant,
} from '../repository/known-products.ts';
import { differencesOf, type ComparedProduct } from '../rules/differences.ts';
import { newProduct } from '../rules/new-product.ts';
import { readableRecord } from '../rules/readable-record.ts';
import type { FileEntry, ProductRecord } from '../rules/records.ts';
import type { ImportOrder } from './import-order.ts';
import { unlessRefused, type SettledEntry } from './settle-lines.ts';

/** A line that is done, a product that is to be made, or one that is to be changed. */
export type Plan =
  | SettledEntry
  | { readonly entry: FileEntry; readonly made: ReturnType<typeof newProduct> }
  | { readonly entry: FileEntry; readonly changed: ProductRecord };

/** What is to be done with lines, up to the first that cannot be worked with those before it. */
export async function planBatch(
  { tx, tree }: HeldCatalogue,
  order: ImportOrder,
  entries: readonly FileEntry[],
): Promise<Plan[]> {
  const slugs = entries.flatMap(({ told }) => (told.kind === 'PRODUCTS' ? [told.record.slug] : []));
  const known = await readComparedProducts(tx, slugs.filter(isStorable));
  const ids = [...known.values()].map(({ id }) => id);
  const variants = await readVariantsOfProducts(tx, ids);
  const plans: Plan[] = [];
  const taken = new Set<string>();
  const left = new Set<string>();
  for (const entry of entries) {
    const plan = planEntry(entry, order, { tree, known, variants });
    if (plan === undefined) break;
    const product = 'changed' in plan ? known.get(plan.changed.slug) : undefined;
    const before = (variants.get(product?.id ?? '') ?? []).map(({ sku }) => sku);
    const after = skusOf(entry);
    // One product takes what another one may leave: each by itself could come out another way.
    if (after.some((sku) => left.has(sku)) || before.some((sku) => taken.has(sku))) break;
    plans.push(plan);
    for (const sku of before) left.add(sku);
    for (const sku of after) taken.add(sku);
  }
  return plans;
}

function skusOf({ told }: FileEntry): string[] {
  if (told.kind !== 'PRODUCTS') return [];
  return told.record.variants.flatMap(({ sku }) => (sku === undefined ? [] : [tidyCode(sku)]));
}

interface KnownOfBatch {
  readonly tree: CategoryTree;
  /** By slug. */
  readonly known: ReadonlyMap<string, ComparedProduct>;
  /** By product. */
  readonly variants: ReadonlyMap<string, readonly KnownVariant[]>;
}

/** Undefined for a line that is not about a product as a whole. */
function planEntry(
  entry: FileEntry,
  order: ImportOrder,
  { tree, known, variants }: KnownOfBatch,
): Plan | undefined {
  const plan = unlessRefused((): Plan | undefined => {
    const one = readableRecord(entry.told);
    if (one.kind !== 'PRODUCTS') return undefined;
    const { record } = one;
    const product = known.get(record.slug);
    if (product === undefined) return { entry, made: newProduct(order, record, tree) };
    const { id: productId } = product;
    const different = differencesOf(product, variants.get(productId) ?? [], record, tree);
    if (different.size > 0) return { entry, changed: record };
    return { entry, result: { outcome: 'UNCHANGED', productId, messages: [] } };
  });
  return plan !== undefined && 'outcome' in plan ? { entry, result: plan } : plan;
}
