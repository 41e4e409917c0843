import { totalOf } from '../machine/cpu-times.ts';
import { ms, perSecond, quantile, times } from '../report/figures.ts';
import type { Bench, Row } from '../row.ts';
import { costOf, costPer, type Cost } from '../store/cost.ts';
import type { BenchStore } from '../store/open-bench-store.ts';
import { mailsIn, untilMailed } from '../store/until-mailed.ts';
import { databaseOf, leaveInStock, soldOf, variantsOf } from '../store/goods.ts';
import type { CheckoutJob, CheckoutResult } from '../load/jobs.ts';
import { hotRowRate } from '../yardsticks/hot-row-rate.ts';
import { originOf } from './read-row.ts';

const checkoutBar = 30;

const checkout: Row = {
  name: 'checkout',
  what: "a guest's checkout, 64 at once: session, cart, order, confirmed, read, mailed",
  bar: `<= ${ms(checkoutBar)}`,
  goal: ms(15),
  run: async (bench) => {
    await warmUp(bench);
    const { result, each } = await checkouts(bench, { clients: 64, checkouts: bench.checkouts });
    const total = totalOf(each.cpuMs);
    return {
      measured: `${ms(total)} CPU, ${perSecond(confirmedPerSecond(result))}; accepted ${spread(result.acceptedMs)}, told ${spread(result.toldMs)}`,
      against: '',
      cost: each,
      isWithinBar: total <= checkoutBar,
      failures: failuresOf(result, bench.checkouts),
    };
  },
};

const oneOrder: Row = {
  name: 'one-order',
  what: 'the same by one client: one order after the other',
  bar: 'accepted in 15 ms, CONFIRMED in 80 ms',
  goal: '10 / 60 ms',
  run: async (bench) => {
    await warmUp(bench);
    const { result, each } = await checkouts(bench, { clients: 1, checkouts: 40, lookEachMs: 2 });
    const accepted = quantile(result.acceptedMs, 0.5);
    const told = quantile(result.toldMs, 0.5);
    return {
      measured: `accepted ${spread(result.acceptedMs)}, CONFIRMED ${spread(result.toldMs)}, ${ms(totalOf(each.cpuMs))} CPU`,
      against: `accepted takes ${times(accepted / told)} of CONFIRMED`,
      cost: each,
      isWithinBar: accepted <= 15 && told <= 80,
      failures: failuresOf(result, 40),
    };
  },
};

const acceptedAt16: Row = {
  name: 'accepted',
  what: 'how soon `orderPlace` accepts when 16 order at once',
  bar: 'accepted <= 1/6 of CONFIRMED',
  goal: '',
  run: async (bench) => {
    await warmUp(bench);
    const count = Math.ceil(bench.checkouts / 2);
    const { result, each } = await checkouts(bench, { clients: 16, checkouts: count });
    const part = quantile(result.acceptedMs, 0.5) / quantile(result.toldMs, 0.5);
    return {
      measured: `accepted ${spread(result.acceptedMs)}, CONFIRMED ${spread(result.toldMs)}, ${perSecond(confirmedPerSecond(result))}`,
      against: `accepted takes ${times(part)} of CONFIRMED`,
      cost: each,
      isWithinBar: part <= 1 / 6,
      failures: failuresOf(result, count),
    };
  },
};

const hot: Row = {
  name: 'hot',
  what: 'one hot variant, 64 buyers at once',
  bar: '>= 120/s end to end',
  goal: '',
  run: async (bench) => {
    await warmUp(bench);
    const { store } = await bench.openStore();
    const [variantId = ''] = await variantsOf(store);
    const { result, each } = await checkouts(bench, {
      clients: 64,
      checkouts: bench.checkouts,
      variantIds: [variantId],
    });
    const rate = confirmedPerSecond(result);
    const row = await hotRowRate(databaseOf(store, 'products'), bench.seconds);
    return {
      measured: `${perSecond(rate)} end to end; told ${spread(result.toldMs)}`,
      against:
        row === undefined ? 'no pgbench here' : `${times(rate / row)} pgbench on one row (${perSecond(row)})`,
      cost: each,
      isWithinBar: rate >= 120,
      failures: failuresOf(result, bench.checkouts),
    };
  },
};

const saleBarMs = 3_000;

const sale: Row = {
  name: 'sale',
  what: '200 buyers of 50 pieces order at the same moment',
  bar: '50 sold, all told within 3 s',
  goal: '2 s',
  run: async (bench) => {
    await warmUp(bench);
    const { store } = await bench.openStore();
    const variantId = (await variantsOf(store)).at(-1) ?? '';
    await leaveInStock(store, variantId, 50);
    const before = await soldOf(store, variantId);
    const { result } = await checkouts(bench, {
      clients: 200,
      checkouts: 200,
      variantIds: [variantId],
      isTogether: true,
    });
    const sold = (await soldOf(store, variantId)) - before;
    const last = Math.max(...result.toldMs);
    const outcomes = Object.entries(result.statuses).map(([status, count]) => `${count} ${status}`);
    return {
      measured: `all told after ${ms(last)}; ${outcomes.join(', ')}; ${sold} pieces gone`,
      against: '',
      isWithinBar: sold === 50 && result.confirmed === 50 && last <= saleBarMs,
      failures: result.failures,
    };
  },
};

/** What a row chooses; the rest is the same for all. */
type Choice = Pick<CheckoutJob, 'clients' | 'checkouts'> & Partial<CheckoutJob>;

const warm = new WeakSet<BenchStore>();

/** Has orders placed in a store in which none have been, until its processes are as fast as they become. */
export async function warmUp(bench: Bench): Promise<void> {
  const opened = await bench.openStore();
  if (warm.has(opened)) return;
  warm.add(opened);
  await checkouts(bench, { clients: 64, checkouts: bench.warmUp.checkouts });
}

/** Runs checkouts in the store; what each cost until its mail had come, without our own looks at the database. */
export async function checkouts(
  bench: Bench,
  choice: Choice,
): Promise<{ readonly result: CheckoutResult; readonly each: Cost }> {
  const opened = await bench.openStore();
  const { store } = opened;
  const job = {
    kind: 'checkouts',
    origin: originOf(store.graphqlUrl),
    variantIds: await variantsOf(store),
    ordersUrl: databaseOf(store, 'orders'),
    lookEachMs: 50,
    ...choice,
  } as const;
  const { mailDirectory } = store;
  const before = await mailsIn(mailDirectory);
  const { result, cost } = await costOf(opened, async () => {
    const done = await bench.driver.run<'checkouts'>(job);
    await untilMailed(mailDirectory, before + done.confirmed);
    return done;
  });
  const transactions = cost.transactions - result.looks;
  return { result, each: costPer({ ...cost, transactions }, result.confirmed) };
}

/** Why checkouts failed, and that some were not confirmed. */
export function failuresOf(
  { failures, statuses, confirmed }: CheckoutResult,
  expected: number,
): readonly string[] {
  if (confirmed === expected) return failures;
  return [...failures, `${confirmed} of ${expected} confirmed: ${JSON.stringify(statuses)}`];
}

/** How many orders were confirmed in a second. */
export function confirmedPerSecond({ confirmed, elapsedMs }: CheckoutResult): number {
  return confirmed / (elapsedMs / 1_000);
}

function spread(values: readonly number[]): string {
  return `p50 ${ms(quantile(values, 0.5))}, p99 ${ms(quantile(values, 0.99))}`;
}

/** What is bought. */
export const checkoutRows: readonly Row[] = [checkout, oneOrder, acceptedAt16, hot, sale];
