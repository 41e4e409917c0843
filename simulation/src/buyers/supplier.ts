import type { Arrival } from '@cartwright/products';
import type { Article } from './catalogue.ts';
import { callOf } from './call.ts';
import { backoffMs, patience } from './patience.ts';
import type { Shop } from './shop.ts';

const partsOfShipment = 5;

/** Has a supplier bring more of what is in demand while the shop is open, and staff say what has come: in parts, twice, and more than was ordered. */
export function scheduleDeliveries(shop: Shop, openForMs: number): void {
  const { world } = shop.store.site;
  for (const article of shop.articles.slice(0, 2)) {
    const quantity = world.random.integer(1, 12);
    const shipmentId = shop.store.stock.expect(world.newId(), article.variantId, quantity);
    for (let part = 0; part < partsOfShipment; part += 1) {
      const arrivals = arrivalsOf(shop, article, quantity);
      world.schedule(world.random.integer(0, openForMs), () => {
        const saying = receive(shop, shipmentId, arrivals);
        shop.staffAtWork.add(saying);
        void saying.finally(() => shop.staffAtWork.delete(saying));
      });
    }
  }
}

function arrivalsOf({ store }: Shop, { variantId }: Article, quantity: number): readonly Arrival[] | null {
  const { random } = store.site.world;
  if (random.chance(0.2)) return null;
  const received = random.integer(0, Math.ceil(quantity / 2));
  return [{ variantId, received, missed: random.chance(0.2) ? 1 : 0 }];
}

/** Says it with one key until there is an answer, now and then in two places at once. */
async function receive(
  { store }: Shop,
  shipmentId: string,
  arrivals: readonly Arrival[] | null,
): Promise<void> {
  const { world } = store.site;
  const delivery = { key: world.newId(), shipmentId, arrivals };
  const say = () => callOf(store, store.productsReplicas, (dock) => dock.receive(delivery));
  for (let attempt = 0; attempt < patience; attempt += 1) {
    const inTwoPlaces = world.random.chance(0.2) ? say() : undefined;
    const answer = await say();
    await inTwoPlaces;
    if (answer !== undefined) return;
    await world.wait(backoffMs(world, attempt));
  }
}
