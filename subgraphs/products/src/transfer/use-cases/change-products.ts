import { updateProducts } from '../../editing/door.ts';
import { lockPartsOf } from '../../stock/door.ts';
import {
  readComparedProducts,
  readKnownStatuses,
  readVariantsOfProducts,
  readVersions,
} from '../repository/known-products.ts';
import { differencesOf } from '../rules/differences.ts';
import { ChangeRefused, Refusal } from '../rules/failure.ts';
import { findCategory } from '../rules/find-category.ts';
import { messagesOf } from '../rules/outcome-messages.ts';
import type { ProductRecord } from '../rules/records.ts';
import { changeProduct, type ProductToChange, type WithinCatalogue } from './change-product.ts';
import type { Imported, ImportOrder } from './import-order.ts';
import { updatePrices, type PriceToSet } from './set-prices.ts';

/**
 * Changes products that are there to what a file tells of them, as staff would by hand: first what they say and last what they cost, all of them
 * together. No two records are about one product or one stock-keeping unit. @returns what was done, in their order; @throws ChangeRefused
 */
export async function changeProducts(
  held: WithinCatalogue,
  order: ImportOrder,
  records: readonly ProductRecord[],
): Promise<Imported[]> {
  if (records.length === 0) return [];
  const changes = await holdProducts(held, records);
  await changeTexts(held, order, changes);
  const prices: (PriceToSet & { readonly at: number })[] = [];
  for (const [at, change] of changes.entries()) {
    const own = await refusedAt(at, () => changeProduct(held, order, change));
    prices.push(...own.map((price) => ({ ...price, at })));
  }
  const faults = await updatePrices(held, order, prices);
  for (const [index, messages] of faults) throw new ChangeRefused(prices[index]?.at ?? 0, messages);
  const versions = await readVersions(
    held.tx,
    changes.map(({ product }) => product.id),
  );
  const priced = new Set(prices.map(({ at }) => at));
  return changes.map(({ product: { id, version } }, at) => {
    const isChanged = priced.has(at) || versions.get(id) !== version;
    return { outcome: isChanged ? 'UPDATED' : 'UNCHANGED', productId: id };
  });
}

/** Reads the products of records once nobody else can change them. @throws ChangeRefused */
async function holdProducts(
  { tx, tree }: WithinCatalogue,
  records: readonly ProductRecord[],
): Promise<ProductToChange[]> {
  const slugs = records.map(({ slug }) => slug);
  const stored = await readKnownStatuses(tx, slugs);
  const told = new Map(records.map(({ slug, status }) => [slug, status]));
  const restated = stored.filter(({ slug, status }) => (told.get(slug) ?? status) !== status);
  await lockPartsOf(
    tx,
    restated.map(({ id }) => id),
    stored.map(({ id }) => id),
  );
  const known = await readComparedProducts(tx, slugs);
  const ids = [...known.values()].map(({ id }) => id);
  const variantsOf = await readVariantsOfProducts(tx, ids);
  return Promise.all(
    records.map((record, at) =>
      refusedAt(at, () => {
        const product = known.get(record.slug);
        if (product === undefined) throw new Error('A product is gone while nobody can delete one');
        const variants = variantsOf.get(product.id) ?? [];
        return { record, product, variants, different: differencesOf(product, variants, record, tree) };
      }),
    ),
  );
}

/** Changes what products are called and say, and where they are. @throws ChangeRefused */
async function changeTexts(
  held: WithinCatalogue,
  { staffId, reason }: ImportOrder,
  all: readonly ProductToChange[],
): Promise<void> {
  const { tree } = held;
  const changes = all.flatMap(({ record, product: { id, version }, different }, at) => {
    if (!different.has('texts')) return [];
    const { name, description, descriptionHtml, brand, tags, taxClass } = record;
    const texts = { name, description, descriptionHtml, brand, tags, taxClass };
    const categoryId = findCategory(tree, record.categoryNames ?? [])?.id;
    return [{ at, change: { reason, id, version, ...texts, categoryId } }];
  });
  const asked = changes.map(({ change }) => change);
  const outcomes = await held.messaging.transact((tx, send) =>
    updateProducts(held, { tx, send, tree }, staffId, asked),
  );
  for (const [index, outcome] of outcomes.entries())
    if (outcome.kind !== 'updated') throw new ChangeRefused(changes[index]?.at ?? 0, messagesOf(outcome));
}

async function refusedAt<Done>(at: number, work: () => Done | Promise<Done>): Promise<Done> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Refusal ? new ChangeRefused(at, error.messages) : error;
  }
}
