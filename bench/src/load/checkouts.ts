import { newClient } from './addresses.ts';
import { Gate } from './gate.ts';
import type { CheckoutJob, CheckoutResult } from './jobs.ts';
import { buyAsGuest, type Bought, type Purchase } from './buy-as-guest.ts';
import { OrderWatch } from './order-watch.ts';

/** So many guests at once, each of whom begins a session, fills a cart, orders, and reads the order when it is confirmed. */
export async function runCheckouts(job: CheckoutJob): Promise<CheckoutResult> {
  const watch = await OrderWatch.open(job.ordersUrl, job.lookEachMs);
  const gate = new Gate(job.isTogether === true ? job.clients : 0);
  const startedAt = performance.now();
  const bought: Bought[] = [];
  const failures: string[] = [];
  let begun = 0;
  const buyer = async (): Promise<void> => {
    while (begun < job.checkouts) {
      const variantId = job.variantIds[begun++ % job.variantIds.length] ?? '';
      await once(job.origin, { variantId, watch, turn: () => gate.pass() }).then(
        (outcome) => bought.push(outcome),
        (error: unknown) => {
          failures.push(String(error));
          gate.leave();
        },
      );
    }
  };
  await Promise.all(Array.from({ length: job.clients }, buyer));
  const elapsedMs = performance.now() - startedAt;
  await watch.close();
  return { ...summaryOf(bought), failures: failures.slice(0, 5), elapsedMs, looks: watch.looks };
}

async function once(origin: string, purchase: Omit<Purchase, 'client'>): Promise<Bought> {
  const client = newClient(origin);
  try {
    return await buyAsGuest({ client, ...purchase });
  } finally {
    await client.close();
  }
}

function summaryOf(
  bought: readonly Bought[],
): Pick<CheckoutResult, 'confirmed' | 'acceptedMs' | 'toldMs' | 'statuses'> {
  const byStatus = Map.groupBy(bought, ({ status }) => status);
  const statuses = Object.fromEntries([...byStatus].map(([status, own]) => [status, own.length]));
  return {
    confirmed: statuses['CONFIRMED'] ?? 0,
    acceptedMs: bought.map(({ acceptedMs }) => acceptedMs),
    toldMs: bought.map(({ toldMs }) => toldMs),
    statuses,
  };
}
