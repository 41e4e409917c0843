import { expect, it } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { startTestGateway } from './testing/start-test-gateway.ts';
import { startToyAccounts, startToyProducts } from './testing/toy-store.ts';

it('takes replicas in turn', async () => {
  await using first = await startToyAccounts();
  await using second = await startToyAccounts();
  await using gateway = await startTestGateway({ accounts: `${first.url},${second.url}` });
  for (let count = 0; count < 4; count += 1) await gateway.run('{ me { id } }');
  expect([first.requests.length, second.requests.length]).toEqual([2, 2]);
});

it('goes to the next replica when one refuses the connection, mutations too', async () => {
  await using first = await startToyAccounts();
  await using second = await startToyAccounts();
  await using gateway = await startTestGateway({ accounts: `${first.url},${second.url}` });
  await first.kill();
  for (let count = 0; count < 3; count += 1) {
    const { data } = await gateway.run('mutation { sessionCreate(email: "a@example.com") { id } }');
    expect(data).toEqual({ sessionCreate: { id: 'u1' } });
  }
  expect(second.requests).toHaveLength(3);
});

it('goes to the next replica when one is shutting down', async () => {
  await using first = await startToyAccounts();
  await using second = await startToyAccounts();
  await using gateway = await startTestGateway({ accounts: `${first.url},${second.url}` });
  first.failWith = 503;
  expect((await gateway.run('{ me { id } }')).data).toEqual({ me: { id: 'u1' } });
  expect((await gateway.run('{ me { id } }')).data).toEqual({ me: { id: 'u1' } });
  expect(second.requests).toHaveLength(2);
});

it('repeats a query whose connection broke after it was sent, and no mutation', async () => {
  await using first = await startToyProducts();
  await using second = await startToyProducts();
  await using gateway = await startTestGateway({ products: `${first.url},${second.url}` });
  const whileConnectionBreaks = async (query: string) => {
    const stuck = Promise.withResolvers<undefined>();
    const seen = first.requests.length;
    first.stuckUntil = stuck.promise;
    const answer = gateway.run(query);
    await eventually(() => first.requests.length).toBe(seen + 1);
    first.dropConnections();
    stuck.resolve(undefined);
    return answer;
  };
  const query = await whileConnectionBreaks('{ product(id: "p1") { name } }');
  expect(query.data).toEqual({ product: { name: 'Product p1' } });
  second.failWith = 503;
  await gateway.run('{ product(id: "p1") { name } }');
  second.failWith = undefined;
  const before = second.requests.length;
  const mutation = await whileConnectionBreaks('mutation { productRename(id: "p1", name: "New") { name } }');
  expect(mutation.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
  expect(second.requests).toHaveLength(before);
});
