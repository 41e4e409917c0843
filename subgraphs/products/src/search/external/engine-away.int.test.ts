import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../../test/start-test-products.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let asked = 0;

beforeAll(async () => {
  const broken = createServer((_request, response) => {
    asked += 1;
    response.writeHead(503).end('{"error":"no master"}');
  });
  await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
  stack.defer(async () => {
    broken.closeAllConnections();
    await new Promise((resolve) => broken.close(resolve));
  });
  const { port } = broken.address() as AddressInfo;
  const env = { SEARCH_ENGINE: 'opensearch', OPENSEARCH_URL: `http://127.0.0.1:${port}` };
  products = stack.use(await startTestProducts({ products: 20, env }));
});
afterAll(() => stack.disposeAsync());

it('searches are answered by PostgreSQL while OpenSearch is away, and health says why', async () => {
  const { data, errors } = await products.graphql<{
    productSearch: { products: { totalCount: number; nodes: unknown[] }; facets: unknown[] };
  }>(null, '{ productSearch(input: { first: 5 }) { products { totalCount nodes { id } } facets { code } } }');
  expect(errors).toBeUndefined();
  expect(data.productSearch.products.nodes).toHaveLength(5);
  expect(data.productSearch.products.totalCount).toBeGreaterThan(5);
  expect(data.productSearch.facets).not.toEqual([]);
  expect(asked).toBeGreaterThan(0);
  const health: unknown = await (await fetch(`${products.url}/health/ready`)).json();
  expect(health).toMatchObject({ checks: { search: { status: 'degraded' } } });
});
