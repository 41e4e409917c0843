import type { Client } from 'undici';
import { newClient } from './addresses.ts';
import { buyFromMedusa } from './buy-from-medusa.ts';
import { buyFromVendure } from './buy-from-vendure.ts';
import type { PeerJob, PeerResult, PeerShop } from './jobs.ts';

/** So many guests at once, each of whom buys one piece from another shop and reads the order. */
export async function runPeerCheckouts(job: PeerJob): Promise<PeerResult> {
  const { origin, clients, checkouts, shop } = job;
  const startedAt = performance.now();
  const failures: string[] = [];
  let bought = 0;
  let begun = 0;
  const buyer = async (): Promise<void> => {
    while (begun < checkouts) {
      const variantId = shop.variantIds[begun++ % shop.variantIds.length] ?? '';
      const client = newClient(origin);
      await buyFrom(shop, client, variantId).then(
        () => (bought += 1),
        (error: unknown) => failures.push(String(error)),
      );
      await client.close();
    }
  };
  await Promise.all(Array.from({ length: clients }, buyer));
  return { bought, failures: failures.slice(0, 5), elapsedMs: performance.now() - startedAt };
}

function buyFrom(shop: PeerShop, client: Client, variantId: string): Promise<void> {
  switch (shop.software) {
    case 'vendure':
      return buyFromVendure(client, variantId);
    case 'medusa':
      return buyFromMedusa(client, shop, variantId);
  }
}
