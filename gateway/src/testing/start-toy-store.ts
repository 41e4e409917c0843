import { startTestGateway, type TestGateway, type TestGatewayOptions } from './start-test-gateway.ts';
import {
  startToyAccounts,
  startToyOrders,
  startToyProducts,
  toyOrderLife,
  type ToyOrderLife,
} from './toy-store.ts';
import type { ToySubgraph } from './toy-subgraph.ts';

/** A gateway in front of one replica of each toy subgraph. */
export interface ToyStore extends AsyncDisposable {
  readonly gateway: TestGateway;
  readonly products: ToySubgraph;
  readonly accounts: ToySubgraph;
  readonly orders: ToySubgraph;
  /** The life of the one order that there is, `o1`. */
  readonly life: ToyOrderLife;
}

/** Starts the toy subgraphs and a gateway. */
export async function startToyStore(env: TestGatewayOptions['env'] = {}): Promise<ToyStore> {
  const life = toyOrderLife();
  const subgraphs = await Promise.all([startToyProducts(), startToyAccounts(), startToyOrders(life)]);
  const [products, accounts, orders] = subgraphs;
  const gateway = await startTestGateway({
    products: products.url,
    accounts: accounts.url,
    orders: orders.url,
    env,
  });
  return {
    gateway,
    products,
    accounts,
    orders,
    life,
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]();
      await Promise.all(subgraphs.map((one) => one[Symbol.asyncDispose]()));
    },
  };
}
