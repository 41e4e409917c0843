import { setTimeout } from 'node:timers/promises';
import { readDeliveries } from '@cartwright/e2e/support/snapshot.ts';
import { violations } from '@cartwright/e2e/support/invariants.ts';
import { domains } from '@cartwright/events';
import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { Driver } from '../load/driver.ts';
import type { FloodResult, SentRequest, ShopResult } from '../load/jobs.ts';
import { proportionalKib } from '../machine/memory.ts';
import { cardsRequest, pageOf } from '../rows/public-queries.ts';
import { originOf } from '../rows/read-row.ts';
import { databaseOf, fillTheShelves, slugsOf, variantsOf } from '../store/goods.ts';
import type { Drill } from './drill-report.ts';
import type { DrillOptions } from './options.ts';

/** Fewer than an address may: nobody is refused for what they alone ask for. */
const perAddressPerSecond = 5;
const clients = 16;
const calmVisitorsPerSecond = 10;

/** Who asks, and for what. */
interface Crowd {
  readonly store: TestStore;
  readonly visitors: Driver;
  readonly buyers: Driver;
  readonly requests: readonly SentRequest[];
  readonly variantIds: readonly string[];
}

interface Load {
  readonly seconds: number;
  readonly visitorsPerSecond: number;
  readonly buyersPerSecond: number;
}

/** Asks a store in production mode for so many times what it can sustain, while people buy, and looks whether anything came of it. */
export async function runDrill(
  { dataDir, ...options }: DrillOptions & { readonly dataDir: string },
  tell: (step: string) => void = () => undefined,
): Promise<Drill> {
  const env = { gateway: { RESPONSE_CACHE: 'off' } };
  const store = await startTestStore({ dataDir, production: true, durable: true, env });
  const drivers = { visitors: new Driver(), buyers: new Driver() };
  try {
    await fillTheShelves(store);
    const pages = (await slugsOf(store, 20)).map(pageOf);
    const requests = pages.flatMap((page) => [page, cardsRequest]);
    const crowd = { store, ...drivers, requests, variantIds: await variantsOf(store) };
    return await drill(crowd, options, tell);
  } finally {
    await Promise.all([drivers.visitors.stop(), drivers.buyers.stop()]);
    await store.stop();
  }
}

async function drill(crowd: Crowd, options: DrillOptions, tell: (step: string) => void): Promise<Drill> {
  const { seconds, calmSeconds, buyersPerSecond } = options;
  const { store } = crowd;
  const delivered = await readDeliveries(store);
  const peace = { seconds: calmSeconds, visitorsPerSecond: calmVisitorsPerSecond, buyersPerSecond };
  tell('getting warm');
  await sustained(crowd, calmSeconds / 2);
  await during(crowd, { ...peace, seconds: Math.ceil(calmSeconds / 2) });
  tell('peace');
  const calm = await during(crowd, peace);
  const calmMiB = memoryOf(store);
  const sustainablePerSecond = await sustained(crowd, calmSeconds);
  const visitorsPerSecond = Math.round(options.times * sustainablePerSecond);
  tell(`${sustainablePerSecond.toFixed(0)}/s can be sustained: ${visitorsPerSecond}/s for ${seconds} s`);
  const flooded = { seconds, visitorsPerSecond, buyersPerSecond };
  const { result: overload, mostMiB } = await mostMemory(store, () => during(crowd, flooded));
  tell('peace again');
  const after = await during(crowd, peace);
  const broken = await brokenAtRest(async () => violations(store, { delivered }));
  return { sustainablePerSecond, calm, overload, after, memory: { calmMiB, mostMiB }, violations: broken };
}

/** How many requests a second are answered when some always ask. */
async function sustained({ store, visitors, requests }: Crowd, seconds: number): Promise<number> {
  const origin = originOf(store.graphqlUrl);
  const job = { kind: 'repeat', origin, clients, seconds, requests, perAddressPerSecond } as const;
  const { answered, failures, elapsedMs } = await visitors.run<'repeat'>(job);
  if (failures[0] !== undefined) throw new Error(`What can be sustained was not found: ${failures[0]}`);
  return answered / (elapsedMs / 1_000);
}

/** Visitors and buyers at once, each at a rate of their own. */
async function during(
  { store, visitors, buyers, requests, variantIds }: Crowd,
  { seconds, visitorsPerSecond, buyersPerSecond }: Load,
): Promise<{ readonly visitors: FloodResult; readonly buyers: ShopResult }> {
  const origin = originOf(store.graphqlUrl);
  const [flooded, bought] = await Promise.all([
    visitors.run<'flood'>({
      kind: 'flood',
      origin,
      seconds,
      perSecond: visitorsPerSecond,
      requests,
      perAddressPerSecond,
    }),
    buyers.run<'shop'>({
      kind: 'shop',
      origin,
      seconds,
      perSecond: buyersPerSecond,
      variantIds,
      ordersUrl: databaseOf(store, 'orders'),
    }),
  ]);
  return { visitors: flooded, buyers: bought };
}

function memoryOf(store: TestStore): number {
  const pids = ['gateway', ...domains].flatMap((name) => store.process(name).pid ?? []);
  return pids.reduce((sum, pid) => sum + proportionalKib(pid), 0) / 1_024;
}

const lookEachMs = 1_000;

async function mostMemory<Result>(
  store: TestStore,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly mostMiB: number }> {
  let mostMiB = memoryOf(store);
  const timer = setInterval(() => (mostMiB = Math.max(mostMiB, memoryOf(store))), lookEachMs);
  try {
    const result = await work();
    return { result, mostMiB };
  } finally {
    clearInterval(timer);
  }
}

const looks = 60;

/** What is still broken when everything has had time to come to rest. */
async function brokenAtRest(look: () => Promise<readonly { readonly message: string }[]>): Promise<string[]> {
  let found = await look();
  for (let time = 0; time < looks && found.length > 0; time += 1) {
    await setTimeout(lookEachMs);
    found = await look();
  }
  return found.map(({ message }) => message);
}
