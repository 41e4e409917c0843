import { sampleCatalogue, sampleCustomers } from '@cartwright/sample-data';
import { addLines, type WantedLine } from '../domain/add-lines.ts';
import type { Cart } from '../domain/cart.ts';
import type { CartsRepository } from '../repository/carts-repository.ts';
import { offersFor } from '../use-cases/offers-for.ts';

/** The second and the third sample customer; the first one starts with no cart, so that a try begins with what is added. */
const owners = [1, 2];
const linesPerCart = 3;
const startedAt = new Date('2026-06-28T10:00:00.000Z');

/** Gives some sample customers a cart; who has one already keeps it. @returns how many carts were added. */
export async function seedCarts(repository: CartsRepository): Promise<number> {
  const inStock = firstInStock(owners.length * linesPerCart);
  const customers = sampleCustomers();
  let added = 0;
  for (const [index, owner] of owners.entries()) {
    const variantIds = inStock.slice(index * linesPerCart, (index + 1) * linesPerCart);
    const wanted = variantIds.map((variantId, nth) => ({ variantId, quantity: nth === 0 ? 2 : 1 }));
    const ownerId = customers[owner]?.id;
    if (ownerId !== undefined && (await addCart(repository, emptyCart(index, ownerId), wanted))) added += 1;
  }
  return added;
}

function addCart(repository: CartsRepository, cart: Cart, wanted: readonly WantedLine[]): Promise<boolean> {
  return repository.transaction(async (store) => {
    if (await store.ownsAny(cart.ownerId)) return false;
    const offers = await offersFor(store, wanted, cart.currency);
    let nth = 0;
    const filled = addLines(cart, { wanted, offers, newId: () => fixedId(cart.id, (nth += 1)) });
    if (filled.kind !== 'changed') return false;
    await store.insert(filled.cart);
    await store.save(filled.cart);
    return true;
  });
}

function emptyCart(index: number, ownerId: string): Cart {
  return {
    id: `019080a0-0000-7000-8000-0000000000${index + 1}0`,
    ownerId,
    currency: 'EUR',
    status: 'ACTIVE',
    lines: [],
    buyer: { email: null, countryCode: null, postalCode: null },
    deliveryOption: null,
    freeze: null,
    createdAt: startedAt,
    updatedAt: startedAt,
  };
}

/** Ids are the same in every seed: the cart's with another last digit. */
function fixedId(cartId: string, nth: number): string {
  return `${cartId.slice(0, -1)}${nth}`;
}

/** One variant each of the first products that are in stock. */
function firstInStock(count: number): string[] {
  const variantIds: string[] = [];
  for (const { variants } of sampleCatalogue().products) {
    if (variantIds.length === count) break;
    const variant = variants.find(({ stockOnHand }) => stockOnHand >= 10);
    if (variant !== undefined) variantIds.push(variant.id);
  }
  return variantIds;
}
