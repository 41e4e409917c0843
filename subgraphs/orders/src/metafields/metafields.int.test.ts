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
