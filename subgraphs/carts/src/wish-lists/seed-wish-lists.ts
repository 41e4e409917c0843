import type { Database } from '@cartwright/database';
import { sampleCustomers } from '@cartwright/sample-data';
import { firstInStock } from '../first-in-stock.ts';
import type { Tables } from '../generated/tables.ts';
import { holdNamed, insertList, putItems, soldOf } from './repository/wish-lists.ts';

/** The second sample customer, who has a cart, too. */
const owner = 1;
const listId = '019080a0-0000-7000-8000-000000000100';
/** What comes behind what the sample carts have. */
const [skipped, items] = [6, 3];
const startedAt = new Date('2026-06-29T18:00:00.000Z');

/** Gives a sample customer a wish list; who has named one already keeps it. @returns how many lists were added */
export async function seedWishLists(database: Pick<Database<Tables>, 'transaction'>): Promise<number> {
  const ownerId = sampleCustomers()[owner]?.id;
  if (ownerId === undefined) return 0;
  const variantIds = firstInStock(skipped + items).slice(skipped);
  const times = { createdAt: startedAt, updatedAt: startedAt };
  return database.transaction(async (tx) => {
    if ((await holdNamed(tx, ownerId)) > 0) return 0;
    await insertList(tx, {
      id: listId,
      ownerId,
      kind: 'NAMED',
      name: 'Birthday',
      shareToken: null,
      ...times,
    });
    const sold = await soldOf(tx, variantIds);
    const known = variantIds.filter((variantId) => sold.has(variantId));
    const wishes = known.map((variantId, nth) => ({
      ...{ id: `${listId.slice(0, -1)}${nth + 1}`, variantId, quantity: 1, addedAt: startedAt },
      ...{ metafields: [], privateMetafields: [] },
    }));
    await putItems(tx, listId, wishes);
    return 1;
  });
}
