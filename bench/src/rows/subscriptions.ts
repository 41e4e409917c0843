import { setTimeout } from 'node:timers/promises';
import type { HoldJob } from '../load/jobs.ts';
import { cpuDuring, totalOf } from '../machine/cpu-times.ts';
import { proportionalKib } from '../machine/memory.ts';
import { ms, quantile, short, times } from '../report/figures.ts';
import type { Bench, Finding, Row } from '../row.ts';
import { costOf } from '../store/cost.ts';
import { openGuest } from '../store/guests.ts';
import type { BenchStore } from '../store/open-bench-store.ts';
import { orderOf } from '../store/orders.ts';
import { sendParcel, staffToken } from '../store/staff.ts';
import { withGateway } from '../store/with-gateway.ts';
import { startYardstick, type Yardstick } from '../yardsticks/start-yardstick.ts';
import { originOf } from './read-row.ts';

/** One person follows as much as many do: what one may have open is lifted. */
const lifted = {
  MAX_OPERATIONS_PER_USER: '20000',
  MAX_SOCKETS_PER_USER: '20000',
  MAX_CONNECTIONS: '30000',
  RATE_LIMIT_PER_SECOND: '10000',
  COST_LIMIT_PER_SECOND: '1000000',
};

const followers = 1_000;
/** Pieces of the order, each of which is a step when it is sent. */
const pieces = 99;
const stepsEach = 12;
/** Followers who each select something else, so that none shares anything: what one costs alone is too little to be seen. */
const strangers = 50;
/** How often steps with them and with nobody take turns. */
const turns = 3;
const settleMs = 3_000;
/** Those that tell. */
const tellers = ['gateway', 'orders'];

/** One step of an order, told to one and to a thousand. */
export const pushed: Row = {
  name: 'pushed',
  what: `one step of an order told to ${followers}, and to one: what it adds to the CPU of gateway and orders`,
  bar: '<= 3× bare ws to 1,000, <= 0.2 ms to one',
  goal: '1.5×, 0.1 ms',
  run: async (bench) => {
    const opened = await bench.openStore();
    return withGateway(opened, lifted, async () => {
      const followed = await openFollowed(opened);
      const each = Array.from({ length: strangers }, (_, at) => queryOf(followed, at));
      await followedBy(bench, opened, followed, each); // warm
      const pairs = [];
      for (let turn = 0; turn < turns; turn += 1) {
        const none = await stepCost(bench, opened, followed);
        pairs.push({ none, one: await followedBy(bench, opened, followed, each) });
      }
      const many = await followedBy(bench, opened, followed, sameFor(followed, followers));
      return describePushed(pairs, many, await bareBroadcast(bench, many.bytes));
    });
  },
};

type StepCost = Awaited<ReturnType<typeof stepCost>>;
type FollowedCost = Awaited<ReturnType<typeof followedBy>>;
type Pair = { readonly none: StepCost; readonly one: FollowedCost };

function describePushed(pairs: readonly Pair[], many: FollowedCost, bare: number): Finding {
  const withNone = meanOf(pairs.map(({ none }) => none.cpuMs));
  const toOne = pairs.map(({ none, one }) => (one.cpuMs - none.cpuMs) / strangers);
  const each = (many.cpuMs - withNone) / followers;
  const spread = Math.max(...toOne) - Math.min(...toOne);
  return {
    measured:
      `to ${followers}: ${ms(each)} CPU each, told ${many.told}; ` +
      `to one: ${ms(meanOf(toOne))}, within ${ms(spread)} (of a step of ${ms(withNone)})`,
    against: `${times(each / bare)} bare ws (${ms(bare)} each)`,
    isWithinBar: each <= 3 * bare && meanOf(toOne) <= 0.2,
    failures: [...pairs.flatMap(({ one }) => one.failures), ...many.failures],
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

interface Followed {
  readonly orderId: string;
  readonly owner: string;
  readonly staff: string;
}

async function openFollowed({ store }: BenchStore): Promise<Followed> {
  const owner = await openGuest(originOf(store.graphqlUrl));
  return { owner, orderId: await orderOf(store, owner, 1, pieces), staff: await staffToken(store) };
}

/** What a step costs those who tell, with when it was told if somebody listens. */
async function stepCost(bench: Bench, opened: BenchStore, { orderId, staff }: Followed, listening = false) {
  const tellings: number[] = [];
  let bytes = 0;
  const { cost } = await costOf(opened, async () => {
    for (let step = 0; step < stepsEach; step += 1) {
      const startedAt = performance.timeOrigin + performance.now();
      await sendParcel(opened.store, staff, orderId);
      if (listening) {
        const events = await bench.driver.run<'events'>({ kind: 'events', each: 1 });
        tellings.push(...events.at.map((at) => at - startedAt));
        ({ bytes } = events);
      }
    }
  });
  const told = `p50 ${ms(quantile(tellings, 0.5))}, last ${ms(quantile(tellings, 1))}`;
  const cpuMs = tellers.reduce((sum, part) => sum + (cost.cpuMs[part] ?? 0), 0) / stepsEach;
  return { cpuMs, told, bytes };
}

async function followedBy(bench: Bench, opened: BenchStore, followed: Followed, queries: readonly string[]) {
  const { failures } = await bench.driver.run<'hold'>(holdJob(opened, followed, queries));
  const step = await stepCost(bench, opened, followed, true);
  await bench.driver.run<'release'>({ kind: 'release' });
  return { ...step, failures };
}

function queryOf({ orderId }: Followed, stranger = 0): string {
  return `subscription { orderStatusChanged(orderId: "${orderId}") { v${stranger}: version status entry { code occurredAt } } }`;
}

function sameFor(followed: Followed, sockets: number): string[] {
  return Array.from({ length: sockets }, () => queryOf(followed));
}

function holdJob({ store }: BenchStore, { owner }: Followed, queries: readonly string[]): HoldJob {
  const subscriptions = { queries, token: owner };
  return { kind: 'hold', origin: originOf(store.graphqlUrl), sockets: queries.length, subscriptions };
}

const startBareWs = (): Promise<Yardstick> =>
  startYardstick(new URL('../yardsticks/bare-ws-process.ts', import.meta.url), 'start');

const broadcasts = 50;

/** Milliseconds of CPU for each of those whom bare `ws` tells as much. */
async function bareBroadcast({ driver }: Bench, bytes: number): Promise<number> {
  const bare = await startBareWs();
  const parts = new Map([['bare', bare.pid]]);
  try {
    await driver.run<'hold'>({ kind: 'hold', origin: bare.origin, sockets: followers });
    const { cpuMs } = await cpuDuring(parts, async () => {
      for (let broadcast = 0; broadcast < broadcasts; broadcast += 1) {
        bare.send('x'.repeat(bytes));
        await driver.run<'events'>({ kind: 'events', each: 1 });
      }
    });
    return cpuMs / broadcasts / followers;
  } finally {
    await driver.run<'release'>({ kind: 'release' });
    await bare.stop();
  }
}

const heldSockets = 10_000;
const barKib = 25;

/** Subscriptions that nothing happens to. */
export const held: Row = {
  name: 'held',
  what: `${heldSockets} subscriptions held at one gateway, memory and CPU of all Node processes`,
  bar: `<= ${barKib} KiB each beyond the socket`,
  goal: '15 KiB',
  run: async (bench) => {
    const opened = await bench.openStore();
    return withGateway(opened, lifted, async () => {
      const owner = await openGuest(originOf(opened.store.graphqlUrl));
      const followed = { owner, staff: '', orderId: await orderOf(opened.store, owner, 1) };
      await bench.driver.run<'hold'>(holdJob(opened, followed, sameFor(followed, 200))); // warm
      await bench.driver.run<'release'>({ kind: 'release' });
      await setTimeout(settleMs);
      return describeHeld(await holdMany(bench, opened, followed), await bareSocketKib(bench));
    });
  },
};

async function holdMany(bench: Bench, opened: BenchStore, followed: Followed) {
  const before = nodesKib(opened);
  const { result, cost } = await costOf(opened, () =>
    bench.driver.run<'hold'>(holdJob(opened, followed, sameFor(followed, heldSockets))),
  );
  await setTimeout(settleMs);
  const kib = (nodesKib(opened) - before) / result.opened;
  await bench.driver.run<'release'>({ kind: 'release' });
  return { kib, openMs: totalOf(cost.cpuMs) / result.opened, failures: result.failures };
}

function describeHeld(
  { kib, openMs, failures }: Awaited<ReturnType<typeof holdMany>>,
  socketKib: number,
): Finding {
  return {
    measured: `${short(kib)} KiB each, ${ms(openMs)} CPU to open`,
    against: `${short(kib - socketKib)} KiB beyond a socket of bare ws (${short(socketKib)} KiB)`,
    isWithinBar: kib - socketKib <= barKib,
    failures,
  };
}

const services = new Set(['PostgreSQL', 'Redis', 'NATS']);

function nodesKib({ parts }: BenchStore): number {
  return [...parts()]
    .filter(([name]) => !services.has(name))
    .reduce((sum, [, pid]) => sum + proportionalKib(pid), 0);
}

async function bareSocketKib({ driver }: Bench): Promise<number> {
  const bare = await startBareWs();
  try {
    const before = proportionalKib(bare.pid);
    await driver.run<'hold'>({ kind: 'hold', origin: bare.origin, sockets: heldSockets });
    await setTimeout(settleMs);
    return (proportionalKib(bare.pid) - before) / heldSockets;
  } finally {
    await driver.run<'release'>({ kind: 'release' });
    await bare.stop();
  }
}
