import { hasGroonga, startTestGroonga, waitFor } from '@cartwright/testing';
import { expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../../../test/start-test-products.ts';

interface Searched {
  readonly productSearch: {
    readonly facets: readonly unknown[];
    readonly products: {
      readonly totalCount: number;
      readonly pageInfo: { readonly endCursor: string };
      readonly nodes: readonly { readonly name: string }[];
    };
  };
}

const operation = `query($after: String) {
  productSearch(input: { query: "mug", first: 1, after: $after }) {
    facets { code } products { totalCount pageInfo { endCursor } nodes { name } }
  }
}`;

async function stateOf(products: TestProducts): Promise<unknown> {
  return (await fetch(`${products.url}/health/ready`)).json();
}

it.skipIf(!hasGroonga())('a shop searches in Groonga, and in PostgreSQL once that is gone', async () => {
  await using groonga = await startTestGroonga();
  const env = { SEARCH_ENGINE: 'groonga', GROONGA_URL: groonga.url, SEARCH_FEED_SECONDS: '0.1' };
  await using products = await startTestProducts({ products: 60, env });
  const search = async (after: string | null) => {
    const { data, errors } = await products.graphql<Searched>(null, operation, { after });
    return { errors, ...data.productSearch };
  };
  await waitFor(async () => {
    expect(await stateOf(products)).toMatchObject({ checks: { search: { status: 'up' } } });
    const waiting = await products.sql.$queryRawUnsafe<unknown[]>('SELECT FROM search_index_changes LIMIT 1');
    return waiting.length === 0;
  });
  const first = await search(null);
  expect(first.errors).toBeUndefined();
  expect(first.facets).not.toEqual([]);
  const cursor = first.products.pageInfo.endCursor;
  expect(Buffer.from(cursor, 'base64url').toString()).toContain('groonga');
  const second = await search(cursor);
  const names = [first, second].flatMap((page) => page.products.nodes.map(({ name }) => name));
  expect(new Set(names).size).toBe(2);
  expect(second.products.totalCount).toBe(first.products.totalCount);
  await groonga.stop();
  const after = await search(null);
  expect(after.errors).toBeUndefined();
  expect(after.products.totalCount).toBe(first.products.totalCount);
  expect(after.products.pageInfo.endCursor).not.toBe(cursor);
  expect((await products.graphql<Searched>(null, operation, { after: cursor })).errors).toMatchObject([
    { extensions: { code: 'UNAVAILABLE' } },
  ]);
});
