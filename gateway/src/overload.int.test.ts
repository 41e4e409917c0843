import { expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from './testing/start-test-gateway.ts';
import { startToyAccounts, startToyProducts } from './testing/toy-store.ts';

const tooMuch = JSON.stringify({
  errors: [{ message: 'Too much', extensions: { code: 'UNAVAILABLE', retryAfter: 3 } }],
});

it('asks no other replica when one has too much to do, and says when to come again', async () => {
  await using first = await startToyAccounts();
  await using second = await startToyAccounts();
  await using gateway = await startTestGateway({ accounts: `${first.url},${second.url}` });
  for (const replica of [first, second]) Object.assign(replica, { failWith: 503, failBody: tooMuch });
  const answer = await gateway.post({ query: '{ me { id } }' });
  expect([first.requests.length, second.requests.length].sort()).toEqual([0, 1]);
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('3');
  expect(await answer.json()).toMatchObject({
    errors: [{ extensions: { code: 'UNAVAILABLE', retryAfter: 3 } }],
  });
});

it('answers what there is when only a part has too much to do', async () => {
  await using accounts = await startToyAccounts();
  await using products = await startToyProducts();
  await using gateway = await startTestGateway({ accounts: accounts.url, products: products.url });
  Object.assign(accounts, { failWith: 503, failBody: tooMuch });
  const answer = await gateway.run('{ me { id } product(id: "p1") { name } }');
  expect(answer.data).toEqual({ me: null, product: { name: 'Product p1' } });
  expect(answer.errors).toMatchObject([{ path: ['me'], extensions: { retryAfter: 3 } }]);
});

/** Has visitors come to a gateway with one seat for looking round, and waits until one of them is told something. */
async function crowd(gateway: TestGateway, size: number) {
  const asked = Array.from({ length: size }, () => gateway.post({ query: '{ product(id: "p1") { name } }' }));
  return { asked, first: await Promise.race(asked) };
}

it('refuses whom it has no place for without a look at their token, and goes on with what is more important', async () => {
  await using products = await startToyProducts();
  const env = { SHED_LOAD: 'true', MAX_RUNNING: '4', RATE_LIMIT_PER_SECOND: '1000' };
  await using gateway = await startTestGateway({ products: products.url, env });
  const stuck = Promise.withResolvers<undefined>();
  products.stuckUntil = stuck.promise;
  const { asked, first } = await crowd(gateway, 12);
  expect(first.status).toBe(503);
  expect(Number(first.headers.get('retry-after'))).toBeGreaterThan(0);
  const early = await gateway.post(
    { query: '{ product(id: "p2") { name } }' },
    { authorization: 'Bearer x' },
  );
  expect(early.status).toBe(503);
  expect(early.headers.get('www-authenticate')).toBeNull();
  expect(await early.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
  stuck.resolve(undefined);
  const renamed = await gateway.run('mutation { productRename(id: "p1", name: "New") { name } }');
  expect(renamed.errors).toBeUndefined();
  await Promise.all(asked);
  expect((await gateway.run('{ product(id: "p1") { name } }')).errors).toBeUndefined();
});

it('tells subgraphs how important a request is, whatever the client says', async () => {
  await using products = await startToyProducts();
  await using gateway = await startTestGateway({ products: products.url });
  const ask = (query: string) => gateway.run(query, {}, { priority: 'u=0' });
  await ask('{ product(id: "p1") { name } }');
  await ask('mutation { productRename(id: "p1", name: "New") { name } }');
  const told = products.requests.map(({ headers }) => headers['priority']);
  expect(told).toEqual(['u=6', 'u=3']);
});
