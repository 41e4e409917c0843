import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addOrder } from '../../test/add-order.ts';
import { newCustomer, staff, type KnownViewer } from '../../test/operations.ts';
import { placedOrder } from '../../test/placed-order.ts';
import { asStaff } from '../../test/staff-operations.ts';
import { startTestOrders, type TestOrders } from '../../test/start-test-orders.ts';

let orders: TestOrders;
beforeAll(async () => {
  orders = await startTestOrders();
});
afterAll(() => orders[Symbol.asyncDispose]());

const message = {
  namespace: 'gift',
  key: 'message',
  type: 'MULTI_LINE_TEXT',
  value: 'For Kim',
  visibility: 'PUBLIC',
} as const;
const ticket = { ...message, namespace: 'desk', key: 'ticket', value: 'T-1', visibility: 'PRIVATE' };

/** An order of a cart of which the buyer has said something, and of its first line too. */
async function ordered(customer: KnownViewer): Promise<string> {
  const { order, timeline } = placedOrder(new Date(), { signals: null });
  const lines = order.lines.map((line, index) => ({ ...line, metafields: index === 0 ? [message] : null }));
  const own = { customerId: customer.id, lines, metafields: [message] };
  await addOrder(orders.database.statements, { order: { ...order, ...own }, timeline });
  return order.id;
}

interface SeenSet {
  readonly __typename: string;
  readonly metafields?: readonly { readonly key: string; readonly digest: string }[];
}

async function set(orderId: string, input: object, viewer = staff): Promise<SeenSet> {
  const { data, errors } = await orders.graphql<{ result: SeenSet }>(
    viewer,
    `mutation ($input: OrderMetafieldsSetInput!) { result: orderMetafieldsSet(input: $input) {
      __typename
      ... on OrderMetafieldsSetSuccess { metafields { key digest } order { id metafields { key value } } }
      ... on MetafieldChangedError { key metafield { value } }
      ... on InvalidInputError { fields { path code } } } }`,
    { input: { orderId, metafields: [], ...input } },
  );
  if (errors !== undefined) throw new Error(errors[0]?.extensions.code);
  return data.result;
}

const seenBy = async (viewer: KnownViewer, id: string) =>
  (
    await orders.graphql(
      viewer,
      `query ($id: ID!) { order(id: $id) { metafields { key value } privateMetafields { key }
        metafield(namespace: "desk", key: "ticket") { key } lines { metafields { value } } } }`,
      { id },
    )
  ).data;

describe('metafields of an order', () => {
  it('are what the buyer has said and what staff add; staff’s own stay theirs', async () => {
    const customer = newCustomer();
    const id = await ordered(customer);
    const wrapped = { ...message, key: 'wrapped', type: 'BOOLEAN', value: 'true' };
    expect(await set(id, { metafields: [ticket, wrapped], reason: 'Called.' })).toMatchObject({
      metafields: [{ key: 'ticket' }, { key: 'message' }, { key: 'wrapped' }],
      order: { id, metafields: [{ key: 'message', value: 'For Kim' }, { key: 'wrapped' }] },
    });
    const seen = {
      metafields: [
        { key: 'message', value: 'For Kim' },
        { key: 'wrapped', value: 'true' },
      ],
      metafield: null,
      lines: [{ metafields: [{ value: 'For Kim' }] }, { metafields: [] }],
    };
    expect(await seenBy(customer, id)).toEqual({ order: { ...seen, privateMetafields: [] } });
    expect(await seenBy(staff, id)).toEqual({ order: { ...seen, privateMetafields: [{ key: 'ticket' }] } });
    expect(await seenBy(newCustomer(), id)).toEqual({ order: null });
    const trail = await asStaff<{ nodes: object[] }>(orders, staff, 'staffActions', { target: id });
    expect(trail.nodes).toMatchObject([{ action: 'ORDER_METAFIELDS_SET', reason: 'Called.' }]);
  });

  it('are changed by staff who manage orders, where they are what was read', async () => {
    const customer = newCustomer();
    const id = await ordered(customer);
    const stale = { ...message, value: 'For Sam', compareDigest: 'of something else' };
    expect(await set(id, { metafields: [stale] })).toMatchObject({
      key: 'message',
      metafield: { value: 'For Kim' },
    });
    expect(await set(id, { metafields: [{ ...message, type: 'DATE' }] })).toMatchObject({
      fields: [{ path: ['metafields', '0', 'value'], code: 'INVALID_FORMAT' }],
    });
    expect(await set(uuidv7(), { metafields: [message] })).toMatchObject({
      __typename: 'OrderNotFoundError',
    });
    await expect(set(id, { metafields: [message] }, customer)).rejects.toThrow('FORBIDDEN');
    const remove = [{ namespace: 'gift', key: 'message' }];
    expect(await set(id, { remove })).toMatchObject({ metafields: [], order: { metafields: [] } });
  });
});

it('a page of orders with what was said of them and their lines costs two statements more', async () => {
  const customer = newCustomer();
  await ordered(customer);
  await ordered(customer);
  const statements = async (ofOrder: string, ofLine: string) => {
    orders.statements.reset();
    const query = `{ orders(first: 10) { nodes { id ${ofOrder} lines { id ${ofLine} } } } }`;
    const { errors } = await orders.graphql(customer, query, {});
    expect(errors).toBeUndefined();
    return orders.statements.statements().length;
  };
  const without = await statements('', '');
  const both = 'metafields { value } privateMetafields { key }';
  expect((await statements(both, 'metafields { value }')) - without).toBe(2);
});

describe('what is laid down of metafields of orders', () => {
  const rule = { namespace: 'desk', key: 'ticket', type: 'MULTI_LINE_TEXT', name: 'Ticket' };
  const ask = async (name: string, input: object, select: string, viewer = staff) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const { data, errors } = await orders.graphql<{ result: Record<string, unknown> | null }>(
      viewer,
      `mutation ($input: ${type}!) { result: ${name}(input: $input) { __typename ${select}
        ... on InvalidInputError { fields { path } } } }`,
      { input },
    );
    return errors === undefined ? data.result : { code: errors[0]?.extensions.code };
  };
  const define = (input: object, viewer = staff) =>
    ask(
      'orderMetafieldDefinitionSet',
      { ...rule, visibility: 'PRIVATE', ...input },
      `... on OrderMetafieldDefinitionSetSuccess { metafieldDefinition { id version maxLength } }
       ... on OrderMetafieldDefinitionChangedError { current { version } }`,
      viewer,
    );

  it('holds for what is set from then on, and is listed, recorded and forgotten', async () => {
    const customer = newCustomer();
    const id = await ordered(customer);
    const long = { ...ticket, value: 'T-100' };
    await set(id, { metafields: [long] });
    const defined = await define({ maxLength: 3, reason: 'For the desk.' });
    expect(defined).toMatchObject({ metafieldDefinition: { version: 1, maxLength: 3 } });
    expect(await set(id, { metafields: [long] })).toMatchObject({
      fields: [{ path: ['metafields', '0', 'value'] }],
    });
    expect(await set(id, { metafields: [ticket] })).toHaveProperty('metafields');
    expect(await define({ maxLength: 4 })).toMatchObject({ current: { version: 1 } });
    const reader = { ...staff, permissions: ['ORDERS_READ'] as const };
    for (const viewer of [customer, reader])
      expect(await define({ version: 1 }, viewer)).toEqual({ code: 'FORBIDDEN' });
    const list = async (viewer: KnownViewer) =>
      (await orders.graphql(viewer, '{ orderMetafieldDefinitions { nodes { key } totalCount } }')).data;
    expect(await list(reader)).toEqual({
      orderMetafieldDefinitions: { nodes: [{ key: 'ticket' }], totalCount: 1 },
    });
    expect(await list(customer)).toEqual({ orderMetafieldDefinitions: null });
    const definition = defined?.['metafieldDefinition'] as { readonly id: string };
    const forget = () => ask('orderMetafieldDefinitionDelete', { id: definition.id }, '');
    expect(await forget()).toEqual({ __typename: 'OrderMetafieldDefinitionDeleteSuccess' });
    expect(await forget()).toEqual({ __typename: 'MetafieldDefinitionNotFoundError' });
    const filters = { target: definition.id };
    const trail = await asStaff<{ nodes: object[] }>(orders, staff, 'staffActions', filters);
    expect(trail.nodes).toMatchObject([
      { action: 'ORDER_METAFIELD_DEFINITION_DELETE' },
      { action: 'ORDER_METAFIELD_DEFINITION_SET', reason: 'For the desk.' },
    ]);
    expect(await set(id, { metafields: [long] })).toHaveProperty('metafields');
  });
});

it('what staff have kept of a line in the cart is for staff alone', async () => {
  const customer = newCustomer();
  const { order, timeline } = placedOrder(new Date(), { signals: null });
  const lines = order.lines.map((line) => ({ ...line, metafields: [ticket] as const }));
  await addOrder(orders.database.statements, {
    order: { ...order, customerId: customer.id, lines: lines as never },
    timeline,
  });
  const seen = async (viewer: KnownViewer) =>
    (
      await orders.graphql<{ order: { lines: object[] } }>(
        viewer,
        'query ($id: ID!) { order(id: $id) { lines { metafields { key } privateMetafields { key } } } }',
        { id: order.id },
      )
    ).data.order.lines[0];
  expect(await seen(customer)).toEqual({ metafields: [], privateMetafields: [] });
  expect(await seen(staff)).toEqual({ metafields: [], privateMetafields: [{ key: 'ticket' }] });
});
