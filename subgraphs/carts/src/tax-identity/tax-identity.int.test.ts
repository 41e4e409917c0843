import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCart, mutate, newCustomer, newGuest, type KnownViewer } from '../../test/operations.ts';
import { knowVariant } from '../../test/sample-variants.ts';
import { startTestCarts, type TestCarts } from '../../test/start-test-carts.ts';
import { collect } from '../personal-data/use-cases.ts';

/** How the register behaves: what it answers as JSON, an HTTP status, or nothing within the time that there is. */
type Behaviour = object | number | 'SLOW';

let register: Server;
let behaviour: Behaviour;
let asked: string[];
let carts: TestCarts;
beforeAll(async () => {
  register = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (behaviour === 'SLOW') return;
    response.statusCode = typeof behaviour === 'number' ? behaviour : 200;
    response.end(typeof behaviour === 'number' ? 'Busy' : JSON.stringify(behaviour));
  }).listen(0, '127.0.0.1');
  await once(register, 'listening');
  const { port } = register.address() as AddressInfo;
  const env = { VAT_REGISTER_URL: `http://127.0.0.1:${port}/rest-api/`, VAT_REGISTER_TIMEOUT_MS: '200' };
  carts = await startTestCarts({ env });
});
afterAll(async () => {
  await carts[Symbol.asyncDispose]();
  register.closeAllConnections();
  register.close();
});
beforeEach(() => {
  asked = [];
  behaviour = { isValid: true, userError: 'VALID' };
});

const cartOf = async (viewer: KnownViewer) =>
  createCart(carts, viewer, { [await knowVariant(carts.database)]: 1 });
const say = (viewer: KnownViewer, cartId: string, input: object) =>
  mutate(carts, viewer, 'cartTaxIdentityUpdate', { cartId, ...input });

interface SeenIdentity {
  readonly vatId: string;
  readonly company: string | null;
  readonly status: string;
  readonly checkedAt: string | null;
}
const read = async (viewer: KnownViewer, id: string): Promise<SeenIdentity | null> => {
  const query = 'query ($id: ID!) { cart(id: $id) { taxIdentity { vatId company status checkedAt } } }';
  const { data } = await carts.graphql<{ cart: { taxIdentity: SeenIdentity | null } }>(viewer, query, { id });
  return data.cart.taxIdentity;
};

describe('the business that buys a cart', () => {
  it('is kept with what the register says, through other changes, in an export, and taken away', async () => {
    const viewer = newCustomer();
    const { id, lines } = await cartOf(viewer);
    const said = await say(viewer, id, { vatId: 'atu 120 11 204', company: ' Stools & Sons ' });
    expect(said.__typename).toBe('CartSuccess');
    const lineId = lines[0]?.id;
    await mutate(carts, viewer, 'cartLinesUpdate', { cartId: id, lines: [{ lineId, quantity: 2 }] });
    const kept = { vatId: 'ATU12011204', company: 'Stools & Sons', status: 'CONFIRMED' };
    const seen = await read(viewer, id);
    expect(seen).toMatchObject(kept);
    expect(seen?.checkedAt).not.toBeNull();
    expect(asked).toEqual(['/rest-api/ms/AT/vat/U12011204']);
    expect(await collect(carts.database.statements, [viewer.id])).toMatchObject({
      carts: [{ taxIdentity: kept }],
    });
    await say(viewer, id, { vatId: '' });
    expect(await read(viewer, id)).toBeNull();
  });

  it.each<[string, Behaviour, string]>([
    ['knows no such number', { isValid: false, userError: 'INVALID' }, 'UNKNOWN'],
    ['cannot ask the member state', { isValid: false, userError: 'MS_UNAVAILABLE' }, 'UNCHECKED'],
    ['answers something else', { valid: 'yes' }, 'UNCHECKED'],
    ['fails', 500, 'UNCHECKED'],
    ['is slow', 'SLOW', 'UNCHECKED'],
  ])('is kept where the register %s', async (_what, how, status) => {
    behaviour = how;
    const viewer = newGuest();
    const { id } = await cartOf(viewer);
    expect((await say(viewer, id, { vatId: 'ATU12011204' })).__typename).toBe('CartSuccess');
    const { checkedAt, ...seen } = (await read(viewer, id)) ?? { checkedAt: null };
    expect(seen).toEqual({ vatId: 'ATU12011204', company: null, status });
    expect(checkedAt === null).toBe(status === 'UNCHECKED');
  });

  it('is asked of nobody where its number is wrong, of another register, or of another’s cart', async () => {
    const viewer = newCustomer();
    const { id } = await cartOf(viewer);
    const wrong = await say(viewer, id, { vatId: 'ATU12011205', company: 'www.example.com' });
    expect(wrong.fields.map(({ path }) => path)).toEqual([['vatId'], ['company']]);
    expect(await say(newCustomer(), id, { vatId: 'ATU12011204' })).toMatchObject({
      __typename: 'CartNotFoundError',
    });
    await say(viewer, id, { vatId: 'CHE-107.787.577 MWST' });
    expect(await read(viewer, id)).toMatchObject({ vatId: 'CHE107787577MWST', status: 'UNCHECKED' });
    expect(asked).toEqual([]);
  });
});
