import { cpuByPartDuring, cpuDuring, totalOf } from '../machine/cpu-times.ts';
import { byPart, kib, ms, perSecond, times } from '../report/figures.ts';
import type { Bench, Finding, Row } from '../row.ts';
import { checkouts, confirmedPerSecond, failuresOf, warmUp } from '../rows/checkouts.ts';
import { listRequest } from '../rows/public-queries.ts';
import { mailsIn, untilMailed } from '../store/until-mailed.ts';
import { measureReads, originOf } from '../rows/read-row.ts';
import { medusaVersion, openMedusa } from './open-medusa.ts';
import { openVendure, vendureVersion } from './open-vendure.ts';
import type { Peer } from './peer.ts';

const clients = 64;
const readers = 16;

/** What is compared with the store. */
interface PeerSoftware {
  readonly name: string;
  readonly open: (dataDir: string, smtpUrl: string) => Promise<Peer>;
  /** Whether a guest is sent a mail for an order, which is waited for. */
  readonly sendsMail: boolean;
  /** How many checkouts at most warm it up or are measured, where one takes so long that fewer serve. */
  readonly most?: number;
  /** How many times as much CPU a checkout must take there at least. */
  readonly timesAsMuch?: number;
}

const vendure: PeerSoftware = { name: 'Vendure', open: openVendure, sendsMail: true, timesAsMuch: 10 };
const medusa: PeerSoftware = {
  name: 'Medusa',
  open: (dataDir) => openMedusa(dataDir, true),
  sendsMail: false,
  most: 128,
};
const medusaWithoutCache: PeerSoftware = { ...medusa, open: (dataDir) => openMedusa(dataDir, false) };

/** The rows that measure another shop in the same run. */
export const peerRows: readonly Row[] = [
  {
    name: 'vendure-checkout',
    what: `a guest's checkout, ${clients} at once, until it is mailed, in the store and in Vendure ${vendureVersion}, one after the other`,
    bar: '>= 10× Vendure',
    goal: '',
    isOnlyByName: true,
    run: (bench) => beside(bench, vendure, compareCheckouts),
  },
  {
    name: 'vendure-list',
    what: '20 products with variants, prices and stock, no cache of answers, likewise',
    bar: '',
    goal: '',
    isOnlyByName: true,
    run: (bench) => beside(bench, vendure, compareLists),
  },
  {
    name: 'medusa-checkout',
    what: `a guest's checkout, ${clients} at once, in the store until it is mailed and in Medusa ${medusaVersion}, which sends no mail`,
    bar: '',
    goal: '',
    isOnlyByName: true,
    run: (bench) => beside(bench, medusa, compareCheckouts),
  },
  {
    name: 'medusa-list',
    what: '20 products with variants, prices and stock, in the store without its cache of answers and in Medusa without its cache of reads',
    bar: '',
    goal: '',
    isOnlyByName: true,
    run: (bench) => beside(bench, medusaWithoutCache, compareLists),
  },
];

/** Measures something in the store and in another shop. */
type Compare = (bench: Bench, software: PeerSoftware, peer: Peer) => Promise<Finding>;

async function beside(bench: Bench, software: PeerSoftware, compare: Compare): Promise<Finding> {
  const { dataDir, store } = await bench.openStore();
  const peer = await software.open(dataDir, store.smtpUrl);
  try {
    return await compare(bench, software, peer);
  } finally {
    await peer.stop();
  }
}

async function compareCheckouts(bench: Bench, software: PeerSoftware, peer: Peer): Promise<Finding> {
  await warmUp(bench);
  const own = await checkouts(bench, { clients, checkouts: bench.checkouts });
  const { result: other, cpu } = await peerCheckouts(bench, software, peer);
  const otherMs = totalOf(cpu) / other.bought;
  const ownMs = totalOf(own.each.cpuMs);
  const { name, timesAsMuch } = software;
  return {
    measured: `${ms(ownMs)} CPU, ${perSecond(confirmedPerSecond(own.result))}: ${times(otherMs / ownMs)} ${name} by CPU`,
    against: `${ms(otherMs)} CPU (${byPart(cpu, other.bought)}), ${perSecond(other.bought / (other.elapsedMs / 1_000))}`,
    cost: own.each,
    ...(timesAsMuch !== undefined && { isWithinBar: otherMs >= timesAsMuch * ownMs }),
    failures: [...failuresOf(own.result, bench.checkouts), ...other.failures],
  };
}

/** Has guests buy from the peer, first to warm it up, and counts what it takes until all is done. */
async function peerCheckouts(bench: Bench, { sendsMail, most = Infinity }: PeerSoftware, peer: Peer) {
  const { store } = await bench.openStore();
  const { mailDirectory } = store;
  const { origin, shop } = peer;
  const buy = async (purchases: number) => {
    const before = await mailsIn(mailDirectory);
    const job = { kind: 'peer', origin, shop, clients, checkouts: Math.min(purchases, most) } as const;
    const done = await bench.driver.run<'peer'>(job);
    if (sendsMail) await untilMailed(mailDirectory, before + done.bought);
    await peer.settled();
    return done;
  };
  await buy(bench.warmUp.checkouts);
  const mailbox = [['mailbox', store.process('mailbox').pid ?? 0]] as const;
  return cpuByPartDuring(new Map([...peer.parts, ...(sendsMail ? mailbox : [])]), () => buy(bench.checkouts));
}

async function compareLists(bench: Bench, { name }: PeerSoftware, peer: Peer): Promise<Finding> {
  const { store } = await bench.openStore();
  const own = await measureReads(bench, {
    origin: originOf(store.graphqlUrl),
    requests: [listRequest],
    perAddressPerSecond: 1,
  });
  const job = {
    kind: 'repeat',
    origin: peer.origin,
    clients: readers,
    seconds: bench.seconds,
    requests: [peer.listRequest],
    perAddressPerSecond: 1_000,
  } as const;
  await bench.driver.warmUp(job, bench.warmUp.seconds);
  const { result: other, cpuMs } = await cpuDuring(peer.parts, () => bench.driver.run<'repeat'>(job));
  const otherMs = cpuMs / other.answered;
  const ownMs = totalOf(own.cost.cpuMs);
  return {
    measured: `${ms(ownMs)} CPU, ${kib(own.bytes)}: ${times(otherMs / ownMs)} ${name} by CPU`,
    against: `${ms(otherMs)} CPU, ${perSecond(other.answered / (other.elapsedMs / 1_000))}, ${kib(other.bytes)}`,
    cost: own.cost,
    failures: [...own.failures, ...other.failures],
  };
}
