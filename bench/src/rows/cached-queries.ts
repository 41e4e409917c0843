import type { SentRequest } from '../load/jobs.ts';
import { totalOf } from '../machine/cpu-times.ts';
import { kib, ms, perSecond, times } from '../report/figures.ts';
import type { Row } from '../row.ts';
import { slugsOf, variantsOf } from '../store/goods.ts';
import { openGuest } from '../store/guests.ts';
import { withGateway } from '../store/with-gateway.ts';
import { measureBare, measureReads, operation, originOf } from './read-row.ts';
import { cardsRequest, pageOf } from './public-queries.ts';
import { zipfLike } from './zipf-like.ts';

const cached = { RESPONSE_CACHE: 'on' };
const bar = 0.6;

/** A public query that was answered before. */
export const again: Row = {
  name: 'again',
  what: 'the same 20 cards again, with the cache of answers',
  bar: `>= ${times(bar)} bare node:http, 0 statements`,
  goal: times(0.8),
  run: async (bench) => {
    const opened = await bench.openStore();
    return withGateway(opened, cached, async () => {
      const origin = originOf(opened.store.graphqlUrl);
      const perAddressPerSecond = 10;
      const read = await measureReads(bench, { origin, requests: [cardsRequest], perAddressPerSecond });
      // Hundreds of connections cost either of them more than a few.
      const body = 'x'.repeat(read.bytes);
      const bare = await measureBare(bench, cardsRequest, { body, perAddressPerSecond });
      const part = bare.cpuMs / (read.cost.cpuMs['gateway'] ?? 0);
      return {
        measured: `${perSecond(read.perSecond)}, ${ms(totalOf(read.cost.cpuMs))} CPU, ${kib(read.bytes)}`,
        against: `${times(part)} bare node:http by CPU (${ms(bare.cpuMs)}), ${times(read.perSecond / bare.perSecond)} by rate`,
        cost: read.cost,
        isWithinBar: part >= bar,
        failures: read.failures,
      };
    });
  },
};

const cartMutation = `mutation ($input: CartCreateInput!) { result: cartCreate(input: $input) { ... on CartSuccess { cart { id } } } }`;
const guests = 20;

/** What many visitors do: most look at the same few pages, and some put something into a cart. */
export const traffic: Row = {
  name: 'traffic',
  what: 'visitors: the pages of 200 products, Zipf-like, 5 % of the requests fill a cart',
  bar: '',
  goal: '',
  run: async (bench) => {
    const opened = await bench.openStore();
    return withGateway(opened, cached, async () => {
      const origin = originOf(opened.store.graphqlUrl);
      const pages = await slugsOf(opened.store, 200);
      const variants = await variantsOf(opened.store);
      const tokens = await Promise.all(Array.from({ length: guests }, () => openGuest(origin)));
      const requests = zipfLike(pages.length, 2_000).map((page, index): SentRequest =>
        index % 20 === 19
          ? fillCart(variants[page % variants.length] ?? '', tokens[Math.floor(index / 20) % guests] ?? '')
          : pageOf(pages[page] ?? ''),
      );
      const read = await measureReads(bench, { origin, requests, perAddressPerSecond: 10 });
      return {
        measured: `${perSecond(read.perSecond)}, ${ms(totalOf(read.cost.cpuMs))} CPU`,
        against: '',
        cost: read.cost,
        failures: read.failures,
      };
    });
  },
};

function fillCart(variantId: string, token: string): SentRequest {
  const lines = [{ variantId, quantity: 1 }];
  const input = { idempotencyKey: '{{new}}', currencyCode: 'EUR', lines };
  return operation(cartMutation, token, { input });
}
