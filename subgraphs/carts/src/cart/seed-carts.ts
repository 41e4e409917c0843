import type { Database } from '@cartwright/database';
import { sampleCustomers } from '@cartwright/sample-data';
import { firstInStock } from '../first-in-stock.ts';
import type { Tables } from '../generated/tables.ts';
import { storesWithin } from './repository/cart-store.ts';
import { addLines, type WantedLine } from './rules/add-lines.ts';
import { newCart, type Cart } from './rules/cart.ts';
import { findOffersOf } from './use-cases/find-offers-of.ts';

type SeededDatabase = Pick<Database<Tables>, 'transaction'>;

/** The second and the third sample customer; the first one starts with no cart, so that a try begins with what is added. */
const owners = [1, 2];
const linesPerCart = 3;
/** Of the first of these carts. */
const said = {
  note: 'Please leave it with the neighbours.',
  giftText: 'Happy birthday!',
  reference: 'PO-4711',
};
const startedAt = new Date('2026-06-28T10:00:00.000Z');

/** Gives some sample customers a cart; who has one already keeps it. @returns how many carts were added. */
export async function seedCarts(database: SeededDatabase): Promise<number> {
  const inStock = firstInStock(owners.length * linesPerCart);
  const customers = sampleCustomers();
  let added = 0;
  for (const [index, owner] of owners.entries()) {
    const variantIds = inStock.slice(index * linesPerCart, (index + 1) * linesPerCart);
    const wanted = variantIds.map((variantId, nth) => ({ variantId, quantity: nth === 0 ? 2 : 1 }));
    const ownerId = customers[owner]?.id;
    if (ownerId === undefined) continue;
    const id = `019080a0-0000-7000-8000-0000000000${index + 1}0`;
    const empty = newCart({ id, ownerId, currency: 'EUR', now: startedAt });
    const cart = index === 0 ? { ...empty, details: said } : empty;
    if (await addCart(database, cart, wanted)) added += 1;
  }
  return added;
}

function addCart(database: SeededDatabase, cart: Cart, wanted: readonly WantedLine[]): Promise<boolean> {
  return database.transaction(async (tx) => {
    const { carts, offers } = storesWithin(tx);
    if (await carts.ownsCarts(cart.ownerId)) return false;
    const known = await findOffersOf(offers, wanted, cart.currency);
    let nth = 0;
    const filled = addLines(cart, { wanted, offers: known, newId: () => fixedId(cart.id, (nth += 1)) });
    if (filled.kind !== 'changed') return false;
    await carts.insertCarts([filled.cart]);
    return true;
  });
}

/** Ids are the same in every seed: the cart's with another last digit. */
function fixedId(cartId: string, nth: number): string {
  return `${cartId.slice(0, -1)}${nth}`;
}
