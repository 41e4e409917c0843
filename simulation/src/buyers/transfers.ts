import { callOf } from './call.ts';
import type { Article } from './catalogue.ts';
import { backoffMs, patience } from './patience.ts';
import type { Shop } from './shop.ts';
import type { ProductsApi } from '../services/products/products-service.ts';

/** Has staff send pieces of what is in demand, and of what is not, to another location while the shop is open. */
export function scheduleTransfers(shop: Shop, openForMs: number): void {
  const { world } = shop.store.site;
  for (const article of shop.articles.slice(0, 3)) {
    for (let transfer = world.random.integer(0, 2); transfer > 0; transfer -= 1)
      world.schedule(world.random.integer(0, openForMs), () => {
        const work = sendOver(shop, article).finally(() => shop.staffAtWork.delete(work));
        shop.staffAtWork.add(work);
      });
  }
}

/** Sends some pieces, which arrive in parts; some are lost, and now and then the rest is called back. */
async function sendOver(shop: Shop, { variantId }: Article): Promise<void> {
  const { world } = shop.store.site;
  const { random, newId } = world;
  const [transferId, quantity] = [newId(), random.integer(1, 6)];
  const sent = await untilAnswered(shop, (api) => api.sendPieces({ transferId, variantId, quantity }));
  if (sent === undefined || sent === 'refused') return;
  for (let part = 0; part < 3; part += 1) {
    await world.wait(random.integer(0, 10_000));
    const received = random.integer(0, Math.ceil(quantity / 2));
    const arrivals = [{ variantId, received, missed: random.chance(0.2) ? 1 : 0 }];
    const arrival = { key: newId(), transferId, arrivals };
    await untilAnswered(shop, (api) => api.arrive(arrival));
  }
  const isCalledBack = random.chance(0.3);
  const rest = { key: newId(), transferId, arrivals: null };
  await untilAnswered(shop, (api) => (isCalledBack ? api.callBack(transferId) : api.arrive(rest)));
}

/** Asks until there is an answer, now and then in two places at once. */
async function untilAnswered(
  { store }: Shop,
  ask: (api: ProductsApi) => Promise<string>,
): Promise<string | undefined> {
  const { world } = store.site;
  for (let attempt = 0; attempt < patience; attempt += 1) {
    const inTwoPlaces = world.random.chance(0.2) ? callOf(store, store.productsReplicas, ask) : undefined;
    const answer = await callOf(store, store.productsReplicas, ask);
    await inTwoPlaces;
    if (answer !== undefined) return answer;
    await world.wait(backoffMs(world, attempt));
  }
  return undefined;
}
