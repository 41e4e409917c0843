import { setTimeout } from 'node:timers/promises';
import { newClient } from './addresses.ts';
import { buyAsGuest, type Bought } from './buy-as-guest.ts';
import type { ShopJob, ShopResult } from './jobs.ts';
import { OrderWatch } from './order-watch.ts';

/** So many guests come in a second, each of whom checks out: however long it takes, the next one comes. */
export async function shop({
  origin,
  seconds,
  perSecond,
  variantIds,
  ordersUrl,
}: ShopJob): Promise<ShopResult> {
  const watch = await OrderWatch.open(ordersUrl, 50);
  const bought: Bought[] = [];
  const failures: string[] = [];
  const buyers: Promise<unknown>[] = [];
  for (let buyer = 0; buyer < seconds * perSecond; buyer += 1) {
    const variantId = variantIds[buyer % variantIds.length] ?? '';
    const buying = buyOnce(origin, { variantId, watch, turn: () => Promise.resolve() });
    buyers.push(
      buying.then(
        (outcome) => bought.push(outcome),
        (error: unknown) => failures.push(String(error)),
      ),
    );
    await setTimeout(1_000 / perSecond);
  }
  await Promise.all(buyers);
  await watch.close();
  return {
    begun: buyers.length,
    statuses: bought.map(({ status }) => status),
    acceptedMs: bought.map(({ acceptedMs }) => acceptedMs),
    toldMs: bought.map(({ toldMs }) => toldMs),
    failures,
  };
}

async function buyOnce(origin: string, purchase: Omit<Parameters<typeof buyAsGuest>[0], 'client'>) {
  const client = newClient(origin);
  try {
    return await buyAsGuest({ client, ...purchase });
  } finally {
    await client.close();
  }
}
