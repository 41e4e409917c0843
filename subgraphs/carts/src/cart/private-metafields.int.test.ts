import type { TestViewer } from '@cartwright/testing';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCart, freezeRequest, mutate, newCustomer, type KnownViewer } from '../../test/operations.ts';
import { knowVariant } from '../../test/sample-variants.ts';
import { startTestCarts, type TestCarts } from '../../test/start-test-carts.ts';
import { collect } from '../personal-data/use-cases.ts';

let carts: TestCarts;
beforeAll(async () => {
  carts = await startTestCarts();
});
beforeEach(() => carts.database.statements.deleteFrom('metafieldDefinitions').execute());
afterAll(() => carts[Symbol.asyncDispose]());

const staff: KnownViewer = { id: uuidv7(), role: 'STAFF' };
const reader: KnownViewer = { id: uuidv7(), role: 'STAFF', permissions: ['CUSTOMERS_READ'] };
const note = { namespace: 'desk', key: 'note', type: 'SINGLE_LINE_TEXT', value: 'Called twice' };
const message = { ...note, namespace: 'gift', key: 'message', value: 'For Kim' };

async function filled(viewer: KnownViewer) {
  const cart = await createCart(carts, viewer, { [await knowVariant(carts.database)]: 2 });
  return { cart, cartId: cart.id, lineId: cart.lines[0]?.id ?? '' };
}

interface Outcome {
  readonly __typename?: string;
  readonly code?: string;
  readonly metafields?: readonly { readonly key: string; readonly digest: string }[];
  readonly metafieldDefinition?: { readonly id: string };
}

async function ask(name: string, input: object, select: string, viewer: TestViewer | null = staff) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await carts.graphql<{ result: Outcome | null }>(
    viewer,
    `mutation ($input: ${type}!) { result: ${name}(input: $input) { __typename ${select}
      ... on InvalidInputError { fields { path code } } ... on UserError { message } } }`,
    { input },
  );
  return errors === undefined ? data.result : { code: errors[0]?.extensions.code ?? 'none' };
}

const set = (input: object, viewer: TestViewer | null = staff) =>
  ask(
    'cartPrivateMetafieldsSet',
    { metafields: [], ...input },
    `... on CartPrivateMetafieldsSetSuccess { metafields { namespace key type value visibility digest } cart { id totalQuantity } }
     ... on MetafieldChangedError { metafield { value } } ... on TooManyMetafieldsError { limit }`,
    viewer,
  );

/** What the audit trail says of something, the oldest first. */
async function trailOf(target: string): Promise<object[]> {
  const { rows } = await sql<object>`
    SELECT operation, reason, after FROM audit.entries WHERE target = ${target} ORDER BY position
  `.execute(carts.database.statements);
  return rows;
}

const read = async (viewer: KnownViewer, id: string) =>
  (
    await carts.graphql(
      viewer,
      `query ($id: ID!) { cart(id: $id) { metafields { key } privateMetafields { key value }
        metafield(namespace: "desk", key: "note") { key } lines { metafields { key } privateMetafields { key } } } }`,
      { id },
    )
  ).data;

describe('what staff keep of a cart', () => {
  it('is for staff alone, stays through what the buyer changes, and goes with the order', async () => {
    const viewer = newCustomer();
    const { cart, cartId, lineId } = await filled(viewer);
    expect(await set({ cartId, metafields: [note], reason: 'Asked for.' })).toMatchObject({
      metafields: [{ ...note, visibility: 'PRIVATE' }],
      cart: { id: cartId, totalQuantity: 2 },
    });
    const ofLine = { ...note, key: 'engraver' };
    expect(await set({ cartId, lineId, metafields: [ofLine] })).toMatchObject({ metafields: [ofLine] });
    await mutate(carts, viewer, 'cartMetafieldsSet', { cartId, metafields: [message] });
    await mutate(carts, viewer, 'cartLinesUpdate', { cartId, lines: [{ lineId, quantity: 2 }] });
    const said = { metafields: [{ key: 'message' }], metafield: null };
    expect(await read(viewer, cartId)).toEqual({
      cart: { ...said, privateMetafields: [], lines: [{ metafields: [], privateMetafields: [] }] },
    });
    expect(await read(reader, cartId)).toEqual({
      cart: {
        ...said,
        privateMetafields: [{ key: 'note', value: 'Called twice' }],
        lines: [{ metafields: [], privateMetafields: [{ key: 'engraver' }] }],
      },
    });
    expect(await carts.freeze(freezeRequest(cart, viewer, { expectedTotalMinor: 4490 }))).toMatchObject({
      cart: {
        metafields: [message],
        privateMetafields: [note],
        lines: [{ privateMetafields: [ofLine] }],
      },
    });
    expect(await set({ cartId, metafields: [note] })).toMatchObject({ __typename: 'CartNotActiveError' });
    expect(await collect(carts.database.statements, [viewer.id])).toMatchObject({
      carts: [{ privateMetafields: [note], lines: [{ privateMetafields: [ofLine] }] }],
    });
  });

  it('is changed all or none, where it is what was read, and recorded without what it says', async () => {
    const { cartId } = await filled(newCustomer());
    const first = await set({ cartId, metafields: [note], reason: 'Asked for.' });
    const compareDigest = first?.metafields?.[0]?.digest;
    await set({ cartId, metafields: [note] });
    expect(await set({ cartId, metafields: [{ ...note, value: 'Thrice', compareDigest }] })).toMatchObject({
      metafields: [{ value: 'Thrice' }],
    });
    expect(
      await set({
        cartId,
        metafields: [
          { ...note, key: 'new' },
          { ...note, compareDigest },
        ],
      }),
    ).toMatchObject({ __typename: 'MetafieldChangedError', metafield: { value: 'Thrice' } });
    const entries = await trailOf(cartId);
    expect(entries).toMatchObject([
      { operation: 'cartPrivateMetafieldsSet', reason: 'Asked for.' },
      { after: { metafields: [{ name: 'desk.note', visibility: 'PRIVATE' }] } },
    ]);
    expect(entries).toHaveLength(2);
    expect(JSON.stringify(entries)).not.toContain('Thrice');
    expect(await set({ cartId, remove: [{ namespace: 'desk', key: 'note' }] })).toMatchObject({
      metafields: [],
    });
  });

  it('is kept of several at once, and beside what the buyer says meanwhile', async () => {
    const viewer = newCustomer();
    const { cartId } = await filled(viewer);
    const keys = ['a', 'b', 'c', 'd'];
    await Promise.all([
      ...keys.map((key) => set({ cartId, metafields: [{ ...note, key }] })),
      mutate(carts, viewer, 'cartMetafieldsSet', { cartId, metafields: [message] }),
    ]);
    expect(await read(staff, cartId)).toMatchObject({
      cart: { metafields: [{ key: 'message' }], privateMetafields: keys.map((key) => ({ key })) },
    });
  });

  it('is refused to whom it is none of their business, and where it cannot be kept', async () => {
    const viewer = newCustomer();
    const { cartId } = await filled(viewer);
    for (const one of [viewer, reader])
      expect(await set({ cartId, metafields: [note] }, one)).toEqual({ code: 'FORBIDDEN' });
    for (const id of [uuidv7(), 'none'])
      expect(await set({ cartId: id, metafields: [note] })).toMatchObject({
        __typename: 'CartNotFoundError',
      });
    expect(await set({ cartId, lineId: uuidv7(), metafields: [note] })).toMatchObject({
      __typename: 'CartLineNotFoundError',
    });
    expect(await set({ cartId, metafields: [{ ...note, value: 'a\0' }] })).toMatchObject({
      fields: [{ path: ['metafields', '0', 'value'] }],
    });
    await mutate(carts, viewer, 'cartMetafieldsSet', { cartId, metafields: [message] });
    expect(await set({ cartId, metafields: [message] })).toMatchObject({
      fields: [{ path: ['metafields', '0', 'key'] }],
    });
    await set({ cartId, metafields: [note] });
    expect(await mutate(carts, viewer, 'cartMetafieldsSet', { cartId, metafields: [note] })).toMatchObject({
      fields: [{ path: ['metafields', '0', 'key'] }],
    });
  });
});

describe('what is laid down of metafields of carts', () => {
  const rule = { ownerType: 'CART', namespace: 'gift', key: 'message', type: 'SINGLE_LINE_TEXT' };
  const define = (input: object, viewer: TestViewer | null = staff) =>
    ask(
      'cartMetafieldDefinitionSet',
      { ...rule, name: 'Message', visibility: 'PUBLIC', ...input },
      `... on CartMetafieldDefinitionSetSuccess { metafieldDefinition { id version ownerType key maxLength } }
       ... on CartMetafieldDefinitionChangedError { current { version } }`,
      viewer,
    );

  it('holds for buyers and for staff, of carts or of lines', async () => {
    const viewer = newCustomer();
    const { cartId, lineId } = await filled(viewer);
    expect(await define({ maxLength: 5 })).toMatchObject({
      metafieldDefinition: { version: 1, ownerType: 'CART', maxLength: 5 },
    });
    await define({ namespace: 'desk', key: 'note', visibility: 'PRIVATE', choices: ['VIP'] });
    const say = (input: object) => mutate(carts, viewer, 'cartMetafieldsSet', { cartId, ...input });
    expect(await say({ metafields: [message] })).toMatchObject({
      fields: [{ path: ['metafields', '0', 'value'] }],
    });
    expect(await say({ lineId, metafields: [message] })).toMatchObject({ __typename: 'CartSuccess' });
    expect(await say({ metafields: [note] })).toMatchObject({
      fields: [{ path: ['metafields', '0', 'key'] }],
    });
    expect(await set({ cartId, metafields: [note] })).toMatchObject({
      fields: [{ path: ['metafields', '0', 'value'] }],
    });
    expect(await set({ cartId, metafields: [{ ...note, value: 'VIP' }] })).toMatchObject({
      metafields: [{ value: 'VIP' }],
    });
    expect(await set({ cartId, metafields: [{ ...message, value: 'Hi' }] })).toMatchObject({
      fields: [{ path: ['metafields', '0', 'visibility'] }],
    });
  });

  it('is listed and forgotten by staff, with its entries in the trail', async () => {
    const id = (await define({}))?.metafieldDefinition?.id ?? '';
    await define({ ownerType: 'CART_LINE' });
    expect(await define({ maxLength: 3 })).toMatchObject({ current: { version: 1 } });
    const list = async (filters: string, viewer: TestViewer | null = reader) =>
      (
        await carts.graphql(
          viewer,
          `{ cartMetafieldDefinitions(filters: ${filters}) { nodes { ownerType } totalCount } }`,
        )
      ).data;
    expect(await list('{ ownerType: [CART] }')).toEqual({
      cartMetafieldDefinitions: { nodes: [{ ownerType: 'CART' }], totalCount: 1 },
    });
    // A name that nothing can have finds nothing, and not everything.
    expect(await list('{ namespace: "" }')).toMatchObject({ cartMetafieldDefinitions: { totalCount: 0 } });
    expect(await list('{}', newCustomer())).toEqual({ cartMetafieldDefinitions: null });
    for (const viewer of [null, newCustomer(), reader])
      expect(await define({}, viewer)).not.toHaveProperty('metafieldDefinition');
    const forget = () =>
      ask(
        'cartMetafieldDefinitionDelete',
        { id },
        '... on CartMetafieldDefinitionDeleteSuccess { metafieldDefinitionId }',
      );
    expect(await forget()).toMatchObject({ metafieldDefinitionId: id });
    expect(await forget()).toMatchObject({ __typename: 'MetafieldDefinitionNotFoundError' });
    const entries = await trailOf(id);
    expect(entries).toMatchObject([
      { operation: 'cartMetafieldDefinitionSet' },
      { operation: 'cartMetafieldDefinitionDelete' },
    ]);
  });
});
