import { isUnavailable } from '@cartwright/errors';
import { isStorable } from '@cartwright/input';
import type { CategoryTree } from '../../catalogue/door.ts';
import { lockTree } from '../../categories/door.ts';
import { createProducts, type HeldCatalogue } from '../../editing/door.ts';
import { holdProductTypes } from '../../product-types/door.ts';
import {
  readComparedProducts,
  readVariantsOfProducts,
  type KnownVariant,
} from '../repository/known-products.ts';
import { Refusal } from '../rules/failure.ts';
import { isUnchanged, type ComparedProduct } from '../rules/is-unchanged.ts';
import { newProduct } from '../rules/new-product.ts';
import { messagesOf } from '../rules/outcome-messages.ts';
import { readableRecord } from '../rules/readable-record.ts';
import type { FileEntry } from '../rules/records.ts';
import type { ImportOrder } from './import-order.ts';
import {
  assertHeld,
  failed,
  ImportLost,
  settle,
  tried,
  type HeldImport,
  type Result,
  type SettledEntry,
} from './settle-lines.ts';
import type { Dependencies } from './work-line.ts';

/** What was done has to be undone: it was only to be tried. */
class DryRun extends Error {
  readonly settled: readonly SettledEntry[];

  constructor(settled: readonly SettledEntry[]) {
    super('dry run');
    this.settled = settled;
  }
}

/**
 * Works products that are new, unchanged or refused beforehand in one transaction, with their reports and the place that the import has
 * reached, up to the first that has to be changed. @returns how many; none where something unforeseen happened, and nothing was done
 */
export async function workBatch(
  dependencies: Dependencies,
  held: HeldImport,
  entries: readonly FileEntry[],
): Promise<number> {
  const { messaging, logger } = dependencies;
  try {
    return await messaging.transact(async (tx, send) => {
      const now = await assertHeld(tx, held);
      // In this order, as whoever else changes products does: product types, the tree of categories, products.
      await holdProductTypes(tx);
      const tree = await lockTree(tx);
      const settled = await importProducts(dependencies, { tx, send, tree }, held.row, entries);
      if (settled.length === 0) return 0;
      if (held.row.isDryRun) throw new DryRun(settled);
      await settle(tx, { held, now }, settled);
      return settled.length;
    });
  } catch (error) {
    if (error instanceof ImportLost || isUnavailable(error)) throw error;
    if (error instanceof DryRun) return settleTried(dependencies, held, error.settled);
    logger.warn({ err: error, importId: held.row.id }, 'products of an import are worked one by one');
    return 0;
  }
}

async function settleTried(
  { messaging }: Dependencies,
  held: HeldImport,
  settled: readonly SettledEntry[],
): Promise<number> {
  return messaging.transact(async (tx) => {
    const now = await assertHeld(tx, held);
    const told = settled.map(({ entry, result }) => ({ entry, result: tried(result) }));
    await settle(tx, { held, now }, told);
    return told.length;
  });
}

/** A line that is done, or a product that is to be made. */
type Plan =
  | { readonly entry: FileEntry; readonly result: Result }
  | { readonly entry: FileEntry; readonly product: ReturnType<typeof newProduct> };

async function importProducts(
  dependencies: Dependencies,
  held: HeldCatalogue,
  order: ImportOrder,
  entries: readonly FileEntry[],
): Promise<SettledEntry[]> {
  const plans = await planEntries(held, order, entries);
  const products = plans.flatMap((plan) => ('product' in plan ? [plan.product] : []));
  const outcomes = (await createProducts(dependencies, held, order.staffId, products)).values();
  return plans.map((plan) => {
    if ('result' in plan) return plan;
    const outcome = outcomes.next().value;
    if (outcome === undefined) throw new Error('A product was neither made nor refused');
    const result: Result =
      outcome.kind === 'created'
        ? { outcome: 'CREATED', productId: outcome.productId, messages: [] }
        : failed(...messagesOf(outcome));
    return { entry: plan.entry, result };
  });
}

/** What is to be done with lines, up to the first whose product has to be changed. */
async function planEntries(
  { tx, tree }: HeldCatalogue,
  order: ImportOrder,
  entries: readonly FileEntry[],
): Promise<Plan[]> {
  const slugs = entries.flatMap(({ told }) => (told.kind === 'PRODUCTS' ? [told.record.slug] : []));
  const known = await readComparedProducts(tx, slugs.filter(isStorable));
  const variants = await readVariantsOfProducts(
    tx,
    [...known.values()].map(({ id }) => id),
  );
  const plans: Plan[] = [];
  for (const entry of entries) {
    const plan = planEntry(entry, order, { tree, known, variants });
    if (plan === undefined) break;
    plans.push(plan);
  }
  return plans;
}

interface KnownOfBatch {
  readonly tree: CategoryTree;
  /** By slug. */
  readonly known: ReadonlyMap<string, ComparedProduct>;
  /** By product. */
  readonly variants: ReadonlyMap<string, readonly KnownVariant[]>;
}

/** Undefined for a product that has to be changed, or of which that is not known before it is tried. */
function planEntry(
  entry: FileEntry,
  order: ImportOrder,
  { tree, known, variants }: KnownOfBatch,
): Plan | undefined {
  try {
    const one = readableRecord(entry.told);
    if (one.kind !== 'PRODUCTS') return undefined;
    const { record } = one;
    const product = known.get(record.slug);
    if (product === undefined) return { entry, product: newProduct(order, record, tree) };
    const { id: productId } = product;
    if (!isUnchanged(product, variants.get(productId) ?? [], record, tree)) return undefined;
    return { entry, result: { outcome: 'UNCHANGED', productId, messages: [] } };
  } catch (error) {
    if (error instanceof Refusal) return { entry, result: failed(...error.messages) };
    throw error;
  }
}
