import { expect, it } from 'vitest';
import { startTestGateway } from './testing/start-test-gateway.ts';
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

it('tells subgraphs how important a request is, whatever the client says', async () => {
  await using products = await startToyProducts();
  await using gateway = await startTestGateway({ products: products.url });
  const ask = (query: string) => gateway.run(query, {}, { priority: 'u=0' });
  await ask('{ product(id: "p1") { name } }');
  await ask('mutation { productRename(id: "p1", name: "New") { name } }');
  const told = products.requests.map(({ headers }) => headers['priority']);
  expect(told).toEqual(['u=6', 'u=3']);
});
