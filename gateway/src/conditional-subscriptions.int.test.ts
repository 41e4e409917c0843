import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClient } from './testing/open-client.ts';
import { startToyStore, type ToyStore } from './testing/start-toy-store.ts';

let store: ToyStore;
beforeAll(async () => {
  store = await startToyStore();
});
afterAll(() => store[Symbol.asyncDispose]());

const field = 'orderStatusChanged(orderId: "o1")';
const variables = { yes: true, no: false };
const documents = [
  `subscription ($no: Boolean!) { ${field} @skip(if: $no) { status } }`,
  `subscription ($yes: Boolean!) { ${field} @skip(if: $yes) { status } }`,
  `subscription ($yes: Boolean!) { ...F @include(if: $yes) } fragment F on Subscription { ${field} { status } }`,
  `subscription ($no: Boolean!) { ...F } fragment F on Subscription { ... @include(if: $no) { ${field} { status } } }`,
  `subscription ($yes: Boolean!) { __typename @skip(if: $yes) ${field} { status } }`,
  `subscription ($no: Boolean!) { ${field} { status } b: ${field} @include(if: $no) { status } }`,
];
const refusal = {
  message: expect.stringContaining('may be used below it only') as string,
  extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
};

const textOf = async (query: string, accept: string) => {
  const response = await store.gateway.post({ query, variables }, { accept });
  return { status: response.status, text: await response.text() };
};

describe.each(documents)('a condition at the root of a subscription: %s', (query) => {
  it('is refused over plain HTTP and multipart', async () => {
    for (const accept of [
      'application/graphql-response+json',
      'application/json',
      'multipart/mixed;subscriptionSpec=1.0, application/json',
    ]) {
      const { status, text } = await textOf(query, accept);
      expect(status).toBe(accept.startsWith('application/graphql') ? 400 : 200);
      expect(JSON.parse(text)).toMatchObject({ errors: [refusal] });
    }
  });

  it('is refused over server-sent events', async () => {
    const { text } = await textOf(query, 'text/event-stream');
    expect(text).toMatch(
      /^:\n\nevent: next\ndata: \{"errors":.*GRAPHQL_VALIDATION_FAILED.*\n\nevent: complete/,
    );
  });

  it('is refused over WebSocket', async () => {
    await using client = openClient(store.gateway.webSocketUrl);
    await expect(client.first(query, variables)).rejects.toMatchObject([refusal]);
  });
});

it('holds below the root', async () => {
  await using client = openClient(store.gateway.webSocketUrl);
  const query = `subscription ($yes: Boolean!, $no: Boolean!) {
    ${field} { status @skip(if: $yes) version @include(if: $no) order @skip(if: $no) { product { name } } }
  }`;
  expect(await client.first(query, variables)).toEqual({
    data: { orderStatusChanged: { order: { product: { name: 'Product p1' } } } },
  });
});
