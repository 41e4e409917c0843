import { cpuByPartDuring, cpuDuring, totalOf } from '../machine/cpu-times.ts';
import { byPart, kib, ms, perSecond, times } from '../report/figures.ts';
import type { Bench, Finding, Row } from '../row.ts';
import { checkouts, confirmedPerSecond, failuresOf, warmUp } from '../rows/checkouts.ts';
import { listRequest } from '../rows/public-queries.ts';
import { mailsIn, untilMailed } from '../store/until-mailed.ts';
import { measureReads, originOf } from '../rows/read-row.ts';
import type { SentRequest } from '../load/jobs.ts';
import { openVendure, vendureVersion, type Peer } from './open-vendure.ts';

const vendureList = `query List { products(options: { take: 20 }) { totalItems items { id slug name collections { name }
  featuredAsset { preview } variants { id sku name options { name group { name } } priceWithTax currencyCode stockLevel } } } }`;

const vendureListRequest: SentRequest = {
  method: 'POST',
  path: '/shop-api',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: vendureList }),
};

const clients = 64;
const readers = 16;
/** The 100 products of the peer have three variants each, which it numbers. */
const variantIds = Array.from({ length: 64 }, (_, at) => String(3 * at + 1));

/** The rows that measure another shop in the same run. */
export const peerRows: readonly Row[] = [
  {
    name: 'vendure-checkout',
    what: `a guest's checkout, ${clients} at once, until it is mailed, in the store and in Vendure ${vendureVersion}, one after the other`,
    bar: '>= 10× Vendure',
    goal: '',
    isOnlyByName: true,
    run: (bench) => besideVendure(bench, compareCheckouts),
  },
  {
    name: 'vendure-list',
    what: '20 products with variants, prices and stock, no cache of answers, likewise',
    bar: '',
    goal: '',
    isOnlyByName: true,
    run: (bench) => besideVendure(bench, compareLists),
  },
];

async function besideVendure(
  bench: Bench,
  compare: (bench: Bench, vendure: Peer) => Promise<Finding>,
): Promise<Finding> {
  const { dataDir, store } = await bench.openStore();
  const vendure = await openVendure(dataDir, store.smtpUrl);
  try {
    return await compare(bench, vendure);
  } finally {
    await vendure.stop();
  }
}

async function compareCheckouts(bench: Bench, vendure: Peer): Promise<Finding> {
  await warmUp(bench);
  const own = await checkouts(bench, { clients, checkouts: bench.checkouts });
  const job = { kind: 'vendure', origin: vendure.origin, clients, variantIds } as const;
  const { store } = await bench.openStore();
  const { mailDirectory } = store;
  const buy = async (purchases: number) => {
    const before = await mailsIn(mailDirectory);
    const bought = await bench.driver.run<'vendure'>({ ...job, checkouts: purchases });
    await untilMailed(mailDirectory, before + bought.paid);
    await vendure.settled();
    return bought;
  };
  await buy(bench.warmUp.checkouts);
  const parts = new Map([...vendure.parts, ['mailbox', store.process('mailbox').pid ?? 0]]);
  const { result: other, cpu } = await cpuByPartDuring(parts, () => buy(bench.checkouts));
  const otherMs = totalOf(cpu) / other.paid;
  const ownMs = totalOf(own.each.cpuMs);
  return {
    measured: `${ms(ownMs)} CPU, ${perSecond(confirmedPerSecond(own.result))}: ${times(otherMs / ownMs)} Vendure by CPU`,
    against: `${ms(otherMs)} CPU (${byPart(cpu, other.paid)}), ${perSecond(other.paid / (other.elapsedMs / 1_000))}`,
    cost: own.each,
    isWithinBar: otherMs >= 10 * ownMs,
    failures: [...failuresOf(own.result, bench.checkouts), ...other.failures],
  };
}

async function compareLists(bench: Bench, vendure: Peer): Promise<Finding> {
  const { store } = await bench.openStore();
  const own = await measureReads(bench, {
    origin: originOf(store.graphqlUrl),
    requests: [listRequest],
    perAddressPerSecond: 1,
  });
  const job = {
    kind: 'repeat',
    origin: vendure.origin,
    clients: readers,
    seconds: bench.seconds,
    requests: [vendureListRequest],
    perAddressPerSecond: 1_000,
  } as const;
  await bench.driver.warmUp(job, bench.warmUp.seconds);
  const { result: other, cpuMs } = await cpuDuring(vendure.parts, () => bench.driver.run<'repeat'>(job));
  const otherMs = cpuMs / other.answered;
  const ownMs = totalOf(own.cost.cpuMs);
  return {
    measured: `${ms(ownMs)} CPU, ${kib(own.bytes)}: ${times(otherMs / ownMs)} Vendure by CPU`,
    against: `${ms(otherMs)} CPU, ${perSecond(other.answered / (other.elapsedMs / 1_000))}, ${kib(other.bytes)}`,
    cost: own.cost,
    failures: [...own.failures, ...other.failures],
  };
}
