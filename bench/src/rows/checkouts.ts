import { totalOf } from '../machine/cpu-times.ts';
import { ms, perSecond, quantile } from '../report/figures.ts';
import type { Bench, Row } from '../row.ts';
import { costOf, costPer } from '../store/cost.ts';
import { databaseOf, variantsOf } from '../store/goods.ts';
import type { BenchStore } from '../store/open-bench-store.ts';
import { originOf } from './read-row.ts';

const bar = 30;

const checkout: Row = {
  name: 'checkout',
  what: "a guest's checkout, 64 at once: session, cart, order, confirmed, read",
  bar: `<= ${ms(bar)}`,
  goal: ms(15),
  run: async (bench) => {
    const opened = await bench.openStore();
    await checkouts(bench, opened, { clients: 64, count: 128, lookEachMs: 50 });
    const { result, cost } = await checkouts(bench, opened, {
      clients: 64,
      count: bench.checkouts,
      lookEachMs: 50,
    });
    const each = costPer({ ...cost, transactions: cost.transactions - result.looks }, result.confirmed);
    const total = totalOf(each.cpuMs);
    const rate = perSecond(result.confirmed / (result.elapsedMs / 1_000));
    return {
      measured: `${ms(total)} CPU, ${rate}; accepted ${spread(result.acceptedMs)}, told ${spread(result.toldMs)}`,
      against: '',
      cost: each,
      isWithinBar: total <= bar,
      failures: result.failures,
    };
  },
};

interface Size {
  readonly clients: number;
  readonly count: number;
  readonly lookEachMs: number;
}

async function checkouts({ driver }: Bench, opened: BenchStore, { clients, count, lookEachMs }: Size) {
  const { store } = opened;
  const job = {
    kind: 'checkouts',
    origin: originOf(store.graphqlUrl),
    clients,
    checkouts: count,
    variantIds: await variantsOf(store),
    ordersUrl: databaseOf(store, 'orders'),
    lookEachMs,
  } as const;
  return costOf(opened, () => driver.run<'checkouts'>(job));
}

function spread(values: readonly number[]): string {
  return `p50 ${ms(quantile(values, 0.5))}, p99 ${ms(quantile(values, 0.99))}`;
}

/** What is bought. */
export const checkoutRows: readonly Row[] = [checkout];
