import { setTimeout as delay } from 'node:timers/promises';
import { enterShop, fillCart, orderInput, placeOrder, readOrder, ShopApi } from './shop-api.ts';

const patienceMs = 90_000;
const plain = { currency: 'EUR', countryCode: 'DE', delivery: 'standard' } as const;

/** Buys one thing with a valid card. @returns how long it took until the order had ended, in milliseconds */
export async function probe(
  urls: readonly string[],
  variantId: string,
): Promise<{ ms: number; orderId: string }> {
  const began = performance.now();
  const buyer = await enterShop(new ShopApi(urls, new Map(), 0), patienceMs);
  const lines = [{ variantId, quantity: 1 }];
  const cart = await fillCart(buyer, { lines, ...plain }, patienceMs);
  if (cart === undefined) throw new Error('The probe could not fill a cart.');
  const placed = await placeOrder(buyer, orderInput(cart, { ...plain, token: 'sim_ok' }), patienceMs);
  if ('rejected' in placed) throw new Error(`The probe's order was refused: ${placed.rejected}`);
  for (;;) {
    const { status } = await readOrder(buyer, placed.orderId, patienceMs);
    const ms = performance.now() - began;
    if (status === 'CONFIRMED') return { ms, orderId: placed.orderId };
    if (status === 'CANCELLED') throw new Error(`The probe's order ${placed.orderId} was cancelled.`);
    if (ms > patienceMs) throw new Error(`The probe's order ${placed.orderId} is still ${status}.`);
    await delay(50);
  }
}
