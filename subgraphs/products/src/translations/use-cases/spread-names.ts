import { keywordsOf, readTree, type CategoryTree } from '../../catalogue/door.ts';
import { categoriesChangedMessage } from '../../categories/door.ts';
import { readOptionKey } from '../../listing/door.ts';
import type { Parts } from '../../parts.ts';
import { productTypesChangedMessage } from '../../product-types/door.ts';
import {
  endChange,
  holdKin,
  nextKin,
  renewKin,
  saveLookedTo,
  takeChange,
  type KinOfProduct,
} from '../repository/kin-texts.ts';

/** What searches read of so many products is made anew in some seconds, while whoever wants to change them waits. */
const productsAtOnce = 200;

/**
 * Has some products found by what their categories are called and what their searchable attributes say by now. What is broken off is taken up
 * where it stopped; once a category or an attribute is through, gateways hear that what they keep may be older. @returns whether there may be more
 */
export async function spreadNames(
  { messaging, newId }: Pick<Parts, 'messaging' | 'newId'>,
  atOnce = productsAtOnce,
): Promise<boolean> {
  return messaging.transact(async (tx, send) => {
    const change = await takeChange(tx);
    if (change === undefined) return false;
    const ids = await nextKin(tx, change, atOnce);
    const held = await holdKin(tx, ids);
    // Read behind the locks: whoever made these products say what they do had a tree that is no newer.
    const tree = await readTree(tx);
    await renewKin(
      tx,
      held.map((product) => ({ id: product.id, keywords: keywordsIn(tree, product) })),
    );
    const last = ids.at(-1);
    if (ids.length === atOnce && last !== undefined) {
      await saveLookedTo(tx, change.id, last);
      return true;
    }
    await endChange(tx, change.id);
    if (change.categoryId !== null) send(categoriesChangedMessage(change.categoryId, newId()));
    if (change.productTypeId !== null) send(productTypesChangedMessage(change.productTypeId, newId()));
    return true;
  });
}

function keywordsIn(tree: CategoryTree, { categoryId, tags, optionValues }: KinOfProduct): string {
  const values = optionValues.map((key) => readOptionKey(key).value);
  return keywordsOf({ path: tree.path(categoryId), tags, optionValues: values });
}
