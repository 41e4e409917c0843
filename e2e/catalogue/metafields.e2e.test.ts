import { beforeAll, expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { mutate } from '../support/mutate.ts';
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

const graphqlUrl = inject('graphqlUrl');
const visitor = graphqlClient(graphqlUrl);
let staff: GraphqlClient;
beforeAll(async () => {
  staff = await staffClient(graphqlUrl);
});

const text = (key: string, value: string, visibility = 'PUBLIC') => {
  return { namespace: 'e2e', key, type: 'SINGLE_LINE_TEXT', value, visibility };
};
const said = (key: string, value: string) => ({ namespace: 'gift', key, type: 'MULTI_LINE_TEXT', value });
const own = 'metafields(namespace: "e2e") { key value }';
const hidden = 'privateMetafields(namespace: "e2e") { key }';
const gift = 'metafields(namespace: "gift") { key value }';

async function set(name: string, input: object): Promise<void> {
  const success = `${name.charAt(0).toUpperCase()}${name.slice(1)}Success`;
  const metafields = [text('note', `For ${name}`), text('source', 'old shop', 'PRIVATE')];
  const select = '__typename ... on UserError { message }';
  const result = await mutate(staff, { name, input: { ...input, metafields }, select });
  expect(result).toEqual({ __typename: success });
}

/** What staff have said of an owner, as those see it who see the owner. */
const noteOf = (name: string) => ({ metafields: [{ key: 'note', value: `For ${name}` }] });

it('what is said of products, variants, categories and collections is seen by whoever sees these, at once', async () => {
  const { id: variantId, slug } = await findVariant(visitor, 10, 12);
  const found = `query ($slug: String!) { product(slug: $slug) { id category { id slug } }
    collections(first: 1) { nodes { id } } }`;
  const { product, collections } = await visitor.ask<{
    product: { id: string; category: { id: string; slug: string } };
    collections: { nodes: { id: string }[] };
  }>(found, { slug });
  const collection = collections.nodes[0]?.id ?? '';
  const page = `query ($slug: String!, $collection: ID!, $category: String!) {
    product(slug: $slug) { ${own} variants { id ${own} } }
    category(slug: $category) { ${own} } collection(id: $collection) { ${own} } }`;
  const variables = { slug, collection, category: product.category.slug };
  interface Seen {
    readonly product: { readonly variants: readonly { readonly id: string }[] };
  }
  await visitor.ask(page, variables);
  for (const [ownerType, ownerId] of [
    ['PRODUCT', product.id],
    ['PRODUCT_VARIANT', variantId],
    ['CATEGORY', product.category.id],
    ['COLLECTION', collection],
  ])
    await set('catalogueMetafieldsSet', { ownerType, ownerId });
  const note = noteOf('catalogueMetafieldsSet');
  await expect
    .poll(() => visitor.ask<Seen>(page, variables), { timeout: 10_000 })
    .toMatchObject({ product: note, category: note, collection: note });
  const { product: seen } = await visitor.ask<Seen>(page, variables);
  expect(seen.variants.find(({ id }) => id === variantId)).toEqual({ id: variantId, ...note });
  const secrets = `query ($slug: String!) { product(slug: $slug) { ${hidden} } }`;
  expect(await visitor.ask(secrets, { slug })).toEqual({ product: { privateMetafields: [] } });
  expect(await staff.ask(secrets, { slug })).toEqual({ product: { privateMetafields: [{ key: 'source' }] } });
  expect(await visitor.ask(secrets, { slug })).toEqual({ product: { privateMetafields: [] } });
});

it('what staff lay down of metafields holds for what is set from then on', async () => {
  const [namespace, key] = ['e2e-defined', `size-${crypto.randomUUID()}`];
  const name = { ownerType: 'COLLECTION', namespace, key };
  const select = '... on CatalogueMetafieldDefinitionSetSuccess { metafieldDefinition { id } }';
  const input = {
    ...name,
    type: 'SINGLE_LINE_TEXT',
    name: 'Size',
    visibility: 'PUBLIC',
    choices: ['S', 'M'],
  };
  const { metafieldDefinition } = await mutate<{ metafieldDefinition: { id: string } }>(staff, {
    name: 'catalogueMetafieldDefinitionSet',
    input,
    select,
  });
  const { collections } = await visitor.ask<{ collections: { nodes: { id: string }[] } }>(
    '{ collections(first: 1) { nodes { id } } }',
  );
  const say = (value: string) =>
    mutate(staff, {
      name: 'catalogueMetafieldsSet',
      input: {
        ...{ ownerType: 'COLLECTION', ownerId: collections.nodes[0]?.id },
        metafields: [{ namespace, key, type: 'SINGLE_LINE_TEXT', value }],
      },
      select: `... on InvalidInputError { fields { path } }
        ... on CatalogueMetafieldsSetSuccess { metafields { key value visibility } }`,
    });
  expect(await say('XL')).toEqual({ fields: [{ path: ['metafields', '0', 'value'] }] });
  const set = { metafields: expect.arrayContaining([{ key, value: 'M', visibility: 'PUBLIC' }]) as unknown };
  expect(await say('M')).toEqual(set);
  const listed = `query ($namespace: String) { catalogueMetafieldDefinitions(filters: { namespace: $namespace }) { nodes { key } } }`;
  expect(await staff.ask(listed, { namespace })).toEqual({
    catalogueMetafieldDefinitions: { nodes: [{ key }] },
  });
  await mutate(staff, {
    name: 'catalogueMetafieldDefinitionDelete',
    input: { id: metafieldDefinition.id },
    select: '... on CatalogueMetafieldDefinitionDeleteSuccess { metafieldDefinitionId }',
  });
});

const asValue = (value: object) => JSON.stringify(value);

it('amounts have the decimals of their currency, and references lead to what shoppers see', async () => {
  const { products, category } = await visitor.ask<{
    products: { nodes: { id: string; slug: string }[] };
    category: { id: string; name: string };
  }>('{ products(first: 1, sort: NAME) { nodes { id slug } } category(slug: "mugs") { id name } }');
  const [product] = products.nodes;
  const namespace = 'e2e-typed';
  for (const [key, type] of [
    ['deposit', 'MONEY'],
    ['see-also', 'REFERENCE'],
  ])
    await mutate(staff, {
      name: 'catalogueMetafieldDefinitionSet',
      input: { ownerType: 'PRODUCT', namespace, key, type, name: 'Typed', visibility: 'PUBLIC' },
      select: '... on CatalogueMetafieldDefinitionSetSuccess { metafieldDefinition { id } }',
    });
  const say = (key: string, type: string, value: object) =>
    mutate<{ __typename: string }>(staff, {
      name: 'catalogueMetafieldsSet',
      input: {
        ...{ ownerType: 'PRODUCT', ownerId: product?.id },
        metafields: [{ namespace, key, type, value: asValue(value) }],
      },
      select: '__typename ... on InvalidInputError { fields { path code } }',
    });
  const refused = {
    __typename: 'InvalidInputError',
    fields: [{ path: ['metafields', '0', 'value'], code: 'INVALID_VALUE' }],
  };
  const yen = (amount: string) => say('deposit', 'MONEY', { amount, currencyCode: 'JPY' });
  expect(await yen('500.5')).toEqual(refused);
  expect(await say('deposit', 'MONEY', { amount: '5', currencyCode: 'ABC' })).toEqual(refused);
  expect(await yen('500')).toMatchObject({ __typename: 'CatalogueMetafieldsSetSuccess' });
  const refer = (type: string, id: string) => say('see-also', 'REFERENCE', { type, id });
  expect(await refer('BRAND', category.id)).toEqual(refused);
  await refer('CATEGORY', category.id);
  const page = `query ($slug: String!) { product(slug: $slug) {
    deposit: metafield(namespace: "${namespace}", key: "deposit") { money { amount currencyCode } }
    seeAlso: metafield(namespace: "${namespace}", key: "see-also") {
      reference { category { name } collection { name } } } } }`;
  const seen = async () => (await visitor.ask<{ product: object }>(page, { slug: product?.slug })).product;
  const leadingTo = (found: object) => {
    const reference = { category: null, collection: null, ...found };
    return { deposit: { money: { amount: '500', currencyCode: 'JPY' } }, seeAlso: { reference } };
  };
  await expect.poll(seen).toEqual(leadingTo({ category: { name: category.name } }));

  const name = `Soon ${crypto.randomUUID()}`;
  const { collection } = await mutate<{ collection: { id: string; version: number } }>(staff, {
    name: 'collectionCreate',
    input: { name, isShown: false },
    select: '... on CollectionCreateSuccess { collection { id version } }',
  });
  await refer('COLLECTION', collection.id);
  await expect.poll(seen).toEqual(leadingTo({}));
  await mutate(staff, {
    name: 'collectionUpdate',
    input: { ...collection, isShown: true },
    select: '__typename',
  });
  // An answer that said null may stay for a minute.
  await expect.poll(seen, { timeout: 90_000 }).toEqual(leadingTo({ collection: { name } }));
});

it('what carts, orders and customers refer to is found in the catalogue, or is nothing', async () => {
  const visit = await guest(graphqlUrl);
  const { id: variantId, slug } = await findVariant(visitor, 10, 14);
  const query = 'query ($slug: String!) { product(slug: $slug) { id name brandDetails { id name } } }';
  const { product } = await visitor.ask<{
    product: { id: string; name: string; brandDetails: { id: string; name: string } };
  }>(query, { slug });
  const referring = (key: string, type: string, id: string) => {
    return { namespace: 'e2e-refers', key, type: 'REFERENCE', value: asValue({ type, id }) };
  };
  const cart = await fillCart(visit, [{ variantId, quantity: 1 }]);
  const metafields = [
    referring('for', 'PRODUCT', product.id),
    referring('gone', 'PRODUCT_VARIANT', crypto.randomUUID()),
  ];
  await mutate(visit, {
    name: 'cartMetafieldsSet',
    input: { cartId: cart.id, metafields },
    select: '__typename',
  });
  const buyer = await register(visit);
  const selection = `metafields(namespace: "e2e-refers") { key
    reference { product { name } variant { sku } brand { name } } }`;
  const nothing = { product: null, variant: null, brand: null };
  const shown = [
    { key: 'for', reference: { ...nothing, product: { name: product.name } } },
    { key: 'gone', reference: nothing },
  ];
  expect(await buyer.ask(`{ cart { ${selection} } }`)).toEqual({ cart: { metafields: shown } });
  const { id } = await placeOrder(buyer, placeInput(cart));
  await followToEnd(buyer, id);
  const { me } = await buyer.ask<{ me: { id: string } }>('{ me { id } }');
  const likes = { ...referring('likes', 'BRAND', product.brandDetails.id), visibility: 'PUBLIC' };
  await mutate(staff, {
    name: 'customerMetafieldsSet',
    input: { customerId: me.id, metafields: [likes] },
    select: '__typename',
  });
  const liked = { ...nothing, brand: { name: product.brandDetails.name } };
  expect(
    await buyer.ask(`query ($id: ID!) { order(id: $id) { ${selection} customer { ${selection} } } }`, { id }),
  ).toEqual({
    order: {
      metafields: shown,
      customer: { metafields: [{ key: 'likes', reference: liked }] },
    },
  });
});

it('what a guest says of a cart and its lines goes with it to their account and to the order, at the same price', async () => {
  const visit = await guest(graphqlUrl);
  const { id: variantId } = await findVariant(visitor, 10, 13);
  const cart = await fillCart(visit, [{ variantId, quantity: 1 }]);
  const before = cart.cost.total.gross.amount;
  const [line] = cart.lines;
  const of = { cartId: cart.id };
  const select = '__typename ... on CartSuccess { cart { cost { total { gross { amount } } } } }';
  const say = (input: object) =>
    mutate(visit, { name: 'cartMetafieldsSet', input: { ...of, ...input }, select });
  await say({ metafields: [said('message', 'For Kim\nwith love')] });
  expect(await say({ lineId: line?.id, metafields: [said('engraving', 'K. S.')] })).toMatchObject({
    cart: { cost: { total: { gross: { amount: before } } } },
  });
  const keep = (input: object, key: string) => {
    const metafields = [{ namespace: 'desk', key, type: 'BOOLEAN', value: 'true' }];
    const kept = '... on CartPrivateMetafieldsSetSuccess { metafields { key } }';
    return mutate(staff, {
      name: 'cartPrivateMetafieldsSet',
      input: { ...of, ...input, metafields },
      select: kept,
    });
  };
  expect(await keep({}, 'vip')).toEqual({ metafields: [{ key: 'vip' }] });
  expect(await keep({ lineId: line?.id }, 'fragile')).toEqual({ metafields: [{ key: 'fragile' }] });
  const buyer = await register(visit);
  const seen = {
    ...{ metafields: [{ key: 'message', value: 'For Kim\nwith love' }] },
    lines: [{ metafields: [{ key: 'engraving', value: 'K. S.' }] }],
  };
  const query = `{ cart { ${gift} lines { ${gift} } } me { id } }`;
  const { cart: theirs, me } = await buyer.ask<{ cart: object; me: { id: string } }>(query);
  expect(theirs).toEqual(seen);

  const { id } = await placeOrder(buyer, placeInput(cart));
  await followToEnd(buyer, id);
  const desk = 'privateMetafields(namespace: "desk") { key }';
  const ofDesk = `query ($id: ID!) { order(id: $id) { ${desk} lines { ${desk} } } }`;
  expect(await buyer.ask(ofDesk, { id })).toEqual({
    order: { privateMetafields: [], lines: [{ privateMetafields: [] }] },
  });
  expect(await staff.ask(ofDesk, { id })).toEqual({
    order: { privateMetafields: [{ key: 'vip' }], lines: [{ privateMetafields: [{ key: 'fragile' }] }] },
  });
  await set('orderMetafieldsSet', { orderId: id });
  await set('customerMetafieldsSet', { customerId: me.id });
  const all = `query ($id: ID!) { order(id: $id) { ${gift} lines { ${gift} } note: ${own} ${hidden}
    customer { ${own} ${hidden} } } }`;
  const note = noteOf('orderMetafieldsSet').metafields;
  const customer = noteOf('customerMetafieldsSet');
  expect(await buyer.ask(all, { id })).toEqual({
    order: { ...seen, note, privateMetafields: [], customer: { ...customer, privateMetafields: [] } },
  });
  const source = [{ key: 'source' }];
  expect(await staff.ask(all, { id })).toEqual({
    order: { ...seen, note, privateMetafields: source, customer: { ...customer, privateMetafields: source } },
  });
});

it.each([
  ['order', {}, '{ orderMetafieldDefinitions { nodes { key } } }'],
  ['customer', {}, '{ customerMetafieldDefinitions { nodes { key } } }'],
  ['cart', { ownerType: 'CART' }, '{ cartMetafieldDefinitions { nodes { key } } }'],
] as const)(
  'what metafields of every %s are like is laid down, listed and forgotten',
  async (owner, kind, list) => {
    const key = `size-${crypto.randomUUID()}`;
    const type = `${owner.charAt(0).toUpperCase()}${owner.slice(1)}MetafieldDefinition`;
    const { metafieldDefinition } = await mutate<{ metafieldDefinition: { id: string } }>(staff, {
      name: `${owner}MetafieldDefinitionSet`,
      input: { ...kind, namespace: 'e2e-defined', key, type: 'DATE', name: 'Size', visibility: 'PUBLIC' },
      select: `... on ${type}SetSuccess { metafieldDefinition { id } }`,
    });
    const listed = async () => JSON.stringify(await staff.ask(list));
    expect(await listed()).toContain(key);
    const forgotten = await mutate(staff, {
      name: `${owner}MetafieldDefinitionDelete`,
      input: { id: metafieldDefinition.id },
      select: `... on ${type}DeleteSuccess { metafieldDefinitionId }`,
    });
    expect(forgotten).toEqual({ metafieldDefinitionId: metafieldDefinition.id });
    expect(await listed()).not.toContain(key);
  },
);
