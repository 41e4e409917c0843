import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { composeSynthetic, hopQuery, syntheticAnswers } from '../gateways/synthetic-graph.ts';
import { cpuDuring } from '../machine/cpu-times.ts';
import { ms, perSecond, times } from '../report/figures.ts';
import type { Bench, Finding, Row } from '../row.ts';
import { withGateway } from '../store/with-gateway.ts';
import { installPackages } from '../yardsticks/install-packages.ts';
import { startYardstick, type Yardstick } from '../yardsticks/start-yardstick.ts';
import { operation, originOf } from './read-row.ts';

const bar = 5;

/** One entity hop over two subgraphs that cost next to nothing: what the gateway itself takes. */
export const gatewayHop: Row = {
  name: 'hop',
  what: "one entity hop over two synthetic subgraphs, 4 KB: the gateway's own CPU",
  bar: `>= ${times(bar)} stock`,
  goal: times(8),
  run: async (bench) => {
    const products = await startSubgraph('products');
    const orders = await startSubgraph('orders');
    try {
      return await compareGateways(bench, { products, orders });
    } finally {
      await Promise.all([products.stop(), orders.stop()]);
    }
  },
};

interface Subgraphs {
  readonly products: Yardstick;
  readonly orders: Yardstick;
}

function startSubgraph(name: keyof Subgraphs): Promise<Yardstick> {
  const module = new URL('../gateways/synthetic-subgraph-process.ts', import.meta.url);
  return startYardstick(module, syntheticAnswers[name]);
}

async function compareGateways(bench: Bench, subgraphs: Subgraphs): Promise<Finding> {
  const supergraphSdl = composeSynthetic({
    products: `${subgraphs.products.origin}/graphql`,
    orders: `${subgraphs.orders.origin}/graphql`,
  });
  const own = await ownGateway(bench, subgraphs, supergraphSdl);
  const stock = await stockGateway(bench, supergraphSdl);
  const ratio = stock.cpuMs / own.cpuMs;
  return {
    measured: `${ms(own.cpuMs)} CPU, ${perSecond(own.perSecond)}: ${times(ratio)} stock`,
    against: `@apollo/gateway 2.14.4: ${ms(stock.cpuMs)}, ${perSecond(stock.perSecond)}`,
    isWithinBar: ratio >= bar,
    failures: [...own.failures, ...stock.failures],
  };
}

/** The store's own gateway, in production mode with limits and rates, over the synthetic supergraph. */
async function ownGateway(bench: Bench, { products, orders }: Subgraphs, supergraphSdl: string) {
  const opened = await bench.openStore();
  const file = path.join(opened.dataDir, 'synthetic.graphql');
  writeFileSync(file, supergraphSdl);
  const env = {
    SUPERGRAPH_FILE: file,
    PRODUCTS_URL: products.origin,
    ORDERS_URL: orders.origin,
    RESPONSE_CACHE: 'off',
  };
  return withGateway(opened, env, () => {
    const { pid = 0 } = opened.store.process('gateway');
    return measure(bench, { origin: originOf(opened.store.graphqlUrl), pid });
  });
}

async function stockGateway(bench: Bench, supergraphSdl: string) {
  const directory = await installPackages({
    folder: 'apollo-gateway',
    dependencies: { '@apollo/gateway': '2.14.4', '@apollo/server': '5.5.1', graphql: '16.15.0' },
  });
  const module = new URL('../gateways/stock-gateway-process.ts', import.meta.url);
  const stock = await startYardstick(
    module,
    { directory, supergraphSdl },
    {
      env: { NODE_ENV: 'production' },
    },
  );
  try {
    return await measure(bench, stock);
  } finally {
    await stock.stop();
  }
}

async function measure(
  { driver, seconds, warmUp }: Bench,
  { origin, pid }: { readonly origin: string; readonly pid: number },
) {
  const job = {
    kind: 'repeat',
    origin,
    clients: 16,
    seconds,
    requests: [operation(hopQuery)],
    perAddressPerSecond: 50,
  } as const;
  const parts = new Map([['gateway', pid]]);
  await driver.warmUp(job, warmUp.seconds);
  const { result, cpuMs } = await cpuDuring(parts, () => driver.run<'repeat'>(job));
  const { answered, elapsedMs, failures } = result;
  return { cpuMs: cpuMs / answered, perSecond: answered / (elapsedMs / 1_000), failures };
}
