import { setTimeout } from 'node:timers/promises';
import type { HoldJob } from '../load/jobs.ts';
import { cpuBetween, cpuTimes, totalOf } from '../machine/cpu-times.ts';
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
const parcels = 5;
const settleMs = 3_000;

/** One step of an order, told to one and to a thousand. */
export const pushed: Row = {
  name: 'pushed',
  what: `one step of an order told to ${followers}, and to one`,
  bar: '<= 3× bare ws to 1,000, <= 0.2 ms to one',
  goal: '1.5×, 0.1 ms',
  run: async (bench) => {
    const opened = await bench.openStore();
    return withGateway(opened, lifted, async () => {
      const followed = await openFollowed(opened);
      await stepCost(bench, opened, followed); // warm
      const alone = await stepCost(bench, opened, followed);
      const one = await followedBy(bench, opened, followed, 1);
      const many = await followedBy(bench, opened, followed, followers);
      const bare = await bareBroadcast(bench, many.bytes);
      const toOne = one.cpuMs - alone.cpuMs;
      const each = (many.cpuMs - alone.cpuMs) / followers;
      return {
        measured: `to ${followers}: ${ms(each)} CPU each, told ${many.told}; to one: ${ms(toOne)} (of a step of ${ms(alone.cpuMs)})`,
        against: `${times(each / bare)} bare ws (${ms(bare)} each)`,
        isWithinBar: each <= 3 * bare && toOne <= 0.2,
        failures: [...one.failures, ...many.failures],
      };
    });
  },
};

interface Followed {
  readonly orderId: string;
  readonly owner: string;
  readonly staff: string;
}

async function openFollowed({ store }: BenchStore): Promise<Followed> {
  const owner = await openGuest(originOf(store.graphqlUrl));
  return { owner, orderId: await orderOf(store, owner, 1, 24), staff: await staffToken(store) };
}

/** What a step costs, the push of it included if somebody listens, with when it was told. */
async function stepCost(bench: Bench, opened: BenchStore, { orderId, staff }: Followed, listening = false) {
  const tellings: number[] = [];
  let bytes = 0;
  const { cost } = await costOf(opened, async () => {
    for (let parcel = 0; parcel < parcels; parcel += 1) {
      const startedAt = performance.timeOrigin + performance.now();
      await sendParcel(opened.store, staff, orderId);
      if (listening) {
        const events = await bench.driver.run<'events'>({ kind: 'events', each: 1 });
        tellings.push(...events.at.map((at) => at - startedAt));
        ({ bytes } = events);
      }
    }
    await setTimeout(settleMs); // what a step causes beside: a mail, copies in other domains
  });
  const told = `p50 ${ms(quantile(tellings, 0.5))}, last ${ms(quantile(tellings, 1))}`;
  return { cpuMs: totalOf(cost.cpuMs) / parcels, told, bytes };
}

async function followedBy(bench: Bench, opened: BenchStore, followed: Followed, sockets: number) {
  const { failures } = await bench.driver.run<'hold'>(holdJob(opened, followed, sockets));
  const step = await stepCost(bench, opened, followed, true);
  await bench.driver.run<'release'>({ kind: 'release' });
  return { ...step, failures };
}

function holdJob({ store }: BenchStore, { orderId, owner }: Followed, sockets: number): HoldJob {
  const query = `subscription { orderStatusChanged(orderId: "${orderId}") { version status entry { code occurredAt } } }`;
  return { kind: 'hold', origin: originOf(store.graphqlUrl), sockets, subscription: { query, token: owner } };
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
    const before = cpuTimes(parts);
    for (let broadcast = 0; broadcast < broadcasts; broadcast += 1) {
      bare.send('x'.repeat(bytes));
      await driver.run<'events'>({ kind: 'events', each: 1 });
    }
    return totalOf(cpuBetween(before, cpuTimes(parts))) / broadcasts / followers;
  } finally {
    await driver.run<'release'>({ kind: 'release' });
    await bare.stop();
  }
}

const heldSockets = 2_000;
const barKib = 25;

/** Subscriptions that nothing happens to. */
export const held: Row = {
  name: 'held',
  what: `${heldSockets} subscriptions held, memory and CPU of all Node processes`,
  bar: `<= ${barKib} KiB each beyond the socket`,
  goal: '15 KiB',
  run: async (bench) => {
    const opened = await bench.openStore();
    return withGateway(opened, lifted, async () => {
      const owner = await openGuest(originOf(opened.store.graphqlUrl));
      const followed = { owner, staff: '', orderId: await orderOf(opened.store, owner, 1) };
      await bench.driver.run<'hold'>(holdJob(opened, followed, 200)); // warm
      await bench.driver.run<'release'>({ kind: 'release' });
      await setTimeout(settleMs);
      return describeHeld(await holdMany(bench, opened, followed), await bareSocketKib(bench));
    });
  },
};

async function holdMany(bench: Bench, opened: BenchStore, followed: Followed) {
  const before = nodesKib(opened);
  const { result, cost } = await costOf(opened, () =>
    bench.driver.run<'hold'>(holdJob(opened, followed, heldSockets)),
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
