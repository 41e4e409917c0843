import type { Transaction } from '@cartwright/database';
import type { Parts } from '../../parts.ts';
import type { Tables } from '../../tables.ts';
import { readIndexedProducts, readShownIds } from '../repository/indexed-products.ts';
import {
  readIndexes,
  registerIndex,
  saveIndex,
  serveIndex,
  takeChangedProducts,
  takeIndex,
  type IndexState,
} from '../repository/search-indexes.ts';
import type { ProductIndexes } from './indexed-product.ts';

/** So many products are written at once. */
const productsAtOnce = 500;
/** The pause between two times that it is written that an index is in use. */
const toldEveryMs = 10 * 60_000;

/** What engines are fed with. */
export interface FeedDependencies extends Pick<Parts, 'database' | 'now' | 'newId'> {
  readonly indexes: ProductIndexes;
}

/**
 * Takes each index one step on: fills it with all products, or brings it what has changed since; and lets searches read a new one once it
 * has everything. What is taken is given back when the engine does not take it, so that nothing is lost, and some is written twice.
 * @returns whether there is more to do at once
 */
export async function followChanges(dependencies: FeedDependencies): Promise<boolean> {
  const { database } = dependencies;
  const known = await readIndexes(database.statements);
  if (known.length === 0) {
    await startIndex(dependencies);
    return true;
  }
  let hasMore = false;
  for (const { name } of known)
    hasMore = (await database.transaction((tx) => step(dependencies, tx, name))) || hasMore;
  return hasMore;
}

/** Begins a new index beside those that there are. Its name tells when: the last of them is the one that is to stay. @returns its name */
export async function startIndex({ database, now, newId, indexes }: FeedDependencies): Promise<string> {
  const name = newId();
  await indexes.create(name);
  await registerIndex(database.statements, name, now());
  return name;
}

async function step(dependencies: FeedDependencies, tx: Transaction<Tables>, name: string): Promise<boolean> {
  const index = await takeIndex(tx, name);
  if (index?.isNoted !== true) return false;
  return index.isFilled ? catchUp(dependencies, tx, index) : fill(dependencies, tx, index);
}

async function fill(
  { indexes, now }: FeedDependencies,
  tx: Transaction<Tables>,
  { name, filledTo }: IndexState,
): Promise<boolean> {
  await indexes.create(name);
  const ids = await readShownIds(tx, filledTo, productsAtOnce);
  const last = ids.at(-1);
  if (last !== undefined)
    await indexes.write(name, { products: await readIndexedProducts(tx, ids), goneIds: [] });
  const isFilled = ids.length < productsAtOnce;
  await saveIndex(tx, name, { followedAt: now(), isFilled, ...(last !== undefined && { filledTo: last }) });
  return true;
}

async function catchUp(
  { indexes, now }: FeedDependencies,
  tx: Transaction<Tables>,
  { name, isServing, followedAt }: IndexState,
): Promise<boolean> {
  const ids = await takeChangedProducts(tx, name, productsAtOnce);
  if (ids.length > 0) {
    const products = await readIndexedProducts(tx, ids);
    const shown = new Set(products.map(({ id }) => id));
    await indexes.write(name, { products, goneIds: ids.filter((id) => !shown.has(id)) });
  }
  if (now().getTime() - followedAt.getTime() > toldEveryMs) await saveIndex(tx, name, { followedAt: now() });
  if (ids.length === productsAtOnce) return true;
  if (!isServing) await takeOver(indexes, tx, name);
  return false;
}

/** An index that a newer one has replaced is dropped by that: whatever is read or fed then is the newer one. */
async function takeOver(indexes: ProductIndexes, tx: Transaction<Tables>, name: string): Promise<void> {
  await serveIndex(tx, name);
  const left = await readIndexes(tx);
  await indexes.serve(name);
  await indexes.keepOnly(left.map((one) => one.name));
}
