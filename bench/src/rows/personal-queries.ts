import { randomUUID } from 'node:crypto';
import { ms, kib, perSecond } from '../report/figures.ts';
import { totalOf } from '../machine/cpu-times.ts';
import type { Bench, Finding, Row } from '../row.ts';
import { variantsOf } from '../store/goods.ts';
import { askOnce, openGuest } from '../store/guests.ts';
import { orderOf } from '../store/orders.ts';
import { withGateway } from '../store/with-gateway.ts';
import { measureReads, operation, originOf } from './read-row.ts';

const money = 'amount currencyCode';
const ordersQuery = `{ orders(first: 20) { nodes { id number status placedAt total { gross { ${money} } }
  lines { id title quantity unitPrice { ${money} } total { ${money} } variant { id sku price { ${money} } } } } } }`;
const cartQuery = `{ cart { id totalQuantity lines { id title variantTitle quantity unitPrice { ${money} } total { ${money} }
  variant { id sku availableForSale } } cost { total { gross { ${money} } } } } }`;
const cartMutation = `mutation ($input: CartCreateInput!) { result: cartCreate(input: $input) {
  ... on CartSuccess { cart { id } } ... on UserError { message } } }`;

/** One person asks as often as many do: what one may is lifted, and looked at for each request as before. */
const lifted = { COST_LIMIT_PER_SECOND: '1000000', RATE_LIMIT_PER_SECOND: '10000' };

interface Personal {
  readonly query: string;
  readonly bar: number;
  /** Puts what is read there. */
  readonly prepare: (bench: Bench, token: string) => Promise<void>;
}

async function measurePersonal(bench: Bench, { query, bar, prepare }: Personal): Promise<Finding> {
  const opened = await bench.openStore();
  return withGateway(opened, lifted, async () => {
    const origin = originOf(opened.store.graphqlUrl);
    const token = await openGuest(origin);
    await prepare(bench, token);
    const requests = [operation(query, token)];
    const read = await measureReads(bench, { origin, requests, perAddressPerSecond: 100 });
    const total = totalOf(read.cost.cpuMs);
    return {
      measured: `${ms(total)} CPU, ${perSecond(read.perSecond)}, ${kib(read.bytes)}`,
      against: '',
      cost: read.cost,
      isWithinBar: total <= bar,
      failures: read.failures,
    };
  });
}

/** Fills the cart with so many kinds of things. */
async function fillCart(bench: Bench, token: string, count: number): Promise<void> {
  const { store } = await bench.openStore();
  const variants = (await variantsOf(store)).slice(0, count);
  const lines = variants.map((variantId) => ({ variantId, quantity: 1 }));
  const input = { idempotencyKey: randomUUID(), currencyCode: 'EUR', lines };
  await askOnce(originOf(store.graphqlUrl), { query: cartMutation, token, variables: { input } });
}

/** What somebody reads of their own. */
export const personalRows: readonly Row[] = [
  {
    name: 'orders',
    what: 'own orders, 20 with 3 lines each and their variants',
    bar: `<= ${ms(3)}`,
    goal: ms(1.5),
    run: (bench) =>
      measurePersonal(bench, {
        query: ordersQuery,
        bar: 3,
        prepare: async (_bench, token) => {
          const { store } = await bench.openStore();
          for (let order = 0; order < 20; order += 1) await orderOf(store, token, 3);
        },
      }),
  },
  {
    name: 'cart',
    what: 'a cart of 20 lines',
    bar: `<= ${ms(2)}`,
    goal: ms(1),
    run: (bench) =>
      measurePersonal(bench, {
        query: cartQuery,
        bar: 2,
        prepare: (_bench, token) => fillCart(bench, token, 20),
      }),
  },
];
