import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import {
  fillCart,
  findVariant,
  followToEnd,
  guest,
  placeInput,
  placeOrder,
  register,
} from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';
import { writeReview } from '../support/write-review.ts';

const graphqlUrl = inject('graphqlUrl');
const nobody = graphqlClient(graphqlUrl);

/** One object of each type, of a customer where it is somebody's, and a field that each type has. */
let ids: Readonly<Record<string, string>>;
let owner: GraphqlClient;
const ofAnybody = ['Product', 'ProductVariant', 'Brand', 'Category', 'Collection', 'Review'];
const ofOwner = ['User', 'Order', 'OrderLine', 'Cart', 'Payment', 'Notification'];
const fields: Readonly<Record<string, string>> = {
  Product: 'slug priceRange { min { amount } }',
  ProductVariant: 'sku product { id }',
  Brand: 'slug',
  Category: 'slug',
  Collection: 'slug',
  Review: 'title product { id }',
  User: 'email orders(first: 1) { nodes { id } }',
  Order: 'number payment { id }',
  OrderLine: 'title quantity',
  Cart: 'totalQuantity',
  Payment: 'state',
  Notification: 'title',
};

beforeAll(async () => {
  owner = await register(await guest(graphqlUrl));
  const variant = await findVariant(owner, 10);
  const lines = [{ variantId: variant.id, quantity: 1 }];
  const { id: orderId } = await placeOrder(owner, placeInput(await fillCart(owner, lines)));
  await followToEnd(owner, orderId);
  const cart = await fillCart(owner, lines);
  const seen = await owner.ask<{
    me: { id: string };
    order: { payment: { id: string }; lines: { id: string }[] };
    notifications: { nodes: { id: string }[] };
    product: { id: string; brandDetails: { id: string }; category: { id: string } };
    collections: { nodes: { id: string }[] };
  }>(
    `query ($id: ID!, $slug: String!) { me { id } order(id: $id) { payment { id } lines { id } }
      notifications(first: 1) { nodes { id } } product(slug: $slug) { id brandDetails { id } category { id } }
      collections(first: 1) { nodes { id } } }`,
    { id: orderId, slug: variant.slug },
  );
  ids = {
    Review: await writeReview(owner, seen.product.id),
    User: seen.me.id,
    Order: orderId,
    OrderLine: seen.order.lines[0]?.id ?? '',
    Cart: cart.id,
    Payment: seen.order.payment.id,
    Notification: seen.notifications.nodes[0]?.id ?? '',
    Product: seen.product.id,
    ProductVariant: variant.id,
    Brand: seen.product.brandDetails.id,
    Category: seen.product.category.id,
    Collection: seen.collections.nodes[0]?.id ?? '',
  };
});

const idOf = (type: string): string => ids[type] ?? '';

/** What `node` gives where the type is named, and where it is not. */
async function found(client: GraphqlClient, type: string): Promise<unknown[]> {
  const variables = { id: idOf(type) };
  const { named, any } = await client.ask<Record<'named' | 'any', unknown>>(
    `query ($id: ID!) {
      named: node(id: $id) { __typename id ... on ${type} { ${fields[type] ?? ''} } }
      any: node(id: $id) { __typename id } }`,
    variables,
  );
  return [named, any];
}

describe('an object', () => {
  it.each([...ofAnybody, ...ofOwner])('of the type %s is found by its owner', async (type) => {
    const same = { __typename: type, id: idOf(type) };
    const [named, any] = await found(owner, type);
    expect(named).toMatchObject(same);
    expect(Object.values(named as object)).not.toContain(null);
    expect(any).toEqual(same);
  });

  it.each(ofAnybody)('of the type %s is found by anybody', async (type) => {
    const same = { __typename: type, id: idOf(type) };
    expect(await found(nobody, type)).toMatchObject([same, same]);
  });

  it.each(ofOwner)('of the type %s is found by no stranger', async (type) => {
    const strangers = [nobody, await guest(graphqlUrl), await register(await guest(graphqlUrl))];
    for (const stranger of strangers) expect(await found(stranger, type)).toEqual([null, null]);
  });

  it.each(ofOwner)('of the type %s is found by staff who may see it', async (type) => {
    const same = { __typename: type, id: idOf(type) };
    expect(await found(await staffClient(graphqlUrl), type)).toMatchObject([same, same]);
  });

  it('is null where there is none, and where an id is of a type that is no node', async () => {
    const { shop } = await owner.ask<{ shop: { id: string } }>('{ shop { id } }');
    for (const id of [randomUUID(), shop.id, '', 'no-uuid']) {
      const query = 'query ($id: ID!) { node(id: $id) { id ... on Product { name } } }';
      expect({ id, ...(await owner.ask<object>(query, { id })) }).toEqual({ id, node: null });
    }
  });

  it('is found by an id in either case', async () => {
    const id = idOf('Order');
    const query = 'query ($id: ID!) { node(id: $id) { id } }';
    expect(await owner.ask(query, { id: id.toUpperCase() })).toEqual({ node: { id } });
  });
});

describe('several objects', () => {
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Order { status } } }';

  it('come in the order of their ids, null where there is none, twice where asked for twice', async () => {
    const wanted = [idOf('Order'), randomUUID(), idOf('Product'), 'none', idOf('User'), idOf('Order')];
    const order = { __typename: 'Order', id: idOf('Order'), status: 'CONFIRMED' };
    const product = { __typename: 'Product', id: idOf('Product') };
    const user = { __typename: 'User', id: idOf('User') };
    const { nodes } = await owner.ask<{ nodes: unknown }>(query, { ids: wanted });
    expect(nodes).toEqual([order, null, product, null, user, order]);
    const strangers = await nobody.ask<{ nodes: unknown }>(query, { ids: wanted });
    expect(strangers.nodes).toEqual([null, null, product, null, null, null]);
  });

  it('are at most a hundred', async () => {
    const { data, errors } = await owner.send<object>(query, {
      ids: Array.from({ length: 101 }, randomUUID),
    });
    expect(data).toEqual({ nodes: null });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', maximum: 100 } }]);
  });
});

it('tells whose token speaks for nobody, where the answer goes by who asks', async () => {
  const forged = graphqlClient(graphqlUrl, 'forged');
  const product = await forged.send('query ($id: ID!) { node(id: $id) { id } }', { id: idOf('Product') });
  expect(product).toEqual({
    data: { node: { id: idOf('Product') } },
    extensions: { accessToken: 'INVALID' },
  });
  for (const query of [
    'query ($id: ID!) { it: order(id: $id) { id } }',
    'query ($id: ID!) { it: node(id: $id) { id ... on Order { number } } }',
  ]) {
    const { data, errors } = await forged.send(query, { id: idOf('Order') });
    expect(data).toEqual({ it: null });
    expect(errors).toMatchObject([
      { path: ['it'], extensions: { code: 'UNAUTHENTICATED', accessToken: 'INVALID' } },
    ]);
  }
});

it('is told to nobody but whoever asked', async () => {
  const answer = await fetch(graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: `{ node(id: "${idOf('Product')}") { ... on Product { name } } }` }),
  });
  expect(answer.headers.get('cache-control')).toBe('no-store');
});
