import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inboundStock, inDays, type SeenShipment } from '../../test/inbound.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { wrongLevels } from '../../test/stock-locations.ts';
import { sumUpLedgers } from '../stock/use-cases/sum-up-ledgers.ts';

let products: TestProducts;
let shop: ReturnType<typeof inboundStock>;
beforeAll(async () => {
  products = await startTestProducts({ products: 20 });
  shop = inboundStock(products);
});
afterAll(() => products[Symbol.asyncDispose]());

const part = (variantId: string, quantityReceived: number, quantityRejected = 0) => ({
  lines: [{ variantId, quantityReceived, quantityRejected }],
});
const shipmentOf = (result: Record<string, unknown>) => result['shipment'] as SeenShipment;
const list = async (args: string) => {
  const { data, errors } = await products.graphql<{
    inboundShipments: { totalCount: number; nodes: readonly { id: string }[] };
  }>(shop.staff, `{ inboundShipments${args} { totalCount nodes { id } } }`);
  expect(errors).toBeUndefined();
  return data.inboundShipments.nodes.map(({ id }) => id);
};

it('is nowhere until it comes, and is received in parts, which the ledger has with their shipment', async () => {
  const variantId = await shop.variantWith(1, 2);
  const near = await shop.create();
  const { id } = await shop.expectOf(variantId, 10, { locationId: near, reference: 'PO 7' });
  expect(await shop.levels(variantId)).toEqual({ default: [2, 0], [near]: [0, 0, 10] });
  expect(await shop.receive(id, { ...part(variantId, 4, 1), reason: 'one was broken' })).toMatchObject({
    shipment: {
      ...{ status: 'PARTIALLY_RECEIVED', version: 2, reference: 'PO 7' },
      lines: [{ quantity: 10, quantityReceived: 4, quantityRejected: 1, quantityOpen: 5 }],
    },
  });
  expect(await shop.levels(variantId)).toEqual({ default: [2, 0], [near]: [4, 0, 5] });
  expect(await shop.receive(id)).toMatchObject({
    shipment: { status: 'RECEIVED', lines: [{ quantityReceived: 9, quantityOpen: 0 }] },
  });
  expect(await shop.levels(variantId)).toEqual({ default: [2, 0], [near]: [9, 0] });
  expect(await shop.receive(id)).toMatchObject({ __typename: 'InboundShipmentEndedError' });
  const { data } = await products.graphql<{ stockMovements: { nodes: readonly object[] } }>(
    shop.staff,
    `query ($variantId: ID!) { stockMovements(variantId: $variantId, first: 2) { nodes {
      kind quantity reason inboundShipmentId location { id } } } }`,
    { variantId },
  );
  const came = { kind: 'RECEIVED', inboundShipmentId: id, location: { id: near } };
  expect(data.stockMovements.nodes).toEqual([
    { ...came, quantity: 5, reason: null },
    { ...came, quantity: 4, reason: 'one was broken' },
  ]);
  expect(await wrongLevels(products)).toEqual([]);
});

it('comes in once per key, and never more than was ordered, however often and at once it is said', async () => {
  const variantId = await shop.variantWith(2, 0);
  const { id } = await shop.expectOf(variantId, 5);
  const input = { idempotencyKey: uuidv7(), ...part(variantId, 2) };
  const again = await Promise.all(Array.from({ length: 4 }, () => shop.receive(id, input)));
  for (const result of again) expect(shipmentOf(result).lines[0]?.quantityReceived).toBe(2);
  expect(await shop.receive(id, { ...input, ...part(variantId, 3) })).toMatchObject({
    __typename: 'IdempotencyKeyReusedError',
  });
  const both = await Promise.all([
    shop.receive(id, part(variantId, 2)),
    shop.receive(id, part(variantId, 2)),
  ]);
  expect(both.map((result) => result['__typename']).sort()).toEqual([
    'InboundShipmentReceiveSuccess',
    'InvalidInputError',
  ]);
  expect(await shop.levels(variantId)).toEqual({ default: [4, 0, 1] });
  const made = { idempotencyKey: uuidv7() };
  const twice = await Promise.all([shop.expectOf(variantId, 1, made), shop.expectOf(variantId, 1, made)]);
  expect(twice[0].id).toBe(twice[1].id);
});

it('is changed by whoever read it last, and what has come stays', async () => {
  const [mug, pot] = [await shop.variantWith(3, 0), await shop.variantWith(4, 0)];
  const { id } = await shop.expectOf(mug, 5, { expectedAt: inDays(3) });
  await shop.receive(id, part(mug, 3));
  const update = (input: object) => shop.actOn('inboundShipmentUpdate', { id, version: 2, ...input });
  expect(await update({ version: 1, reference: 'old' })).toMatchObject({
    __typename: 'InboundShipmentChangedError',
  });
  expect(await update({ lines: [{ variantId: mug, quantity: 2 }] })).toMatchObject({
    fields: [{ path: ['lines', '0', 'quantity'], code: 'OUT_OF_RANGE' }],
  });
  expect(await update({ lines: [{ variantId: pot, quantity: 2 }] })).toMatchObject({
    fields: [{ path: ['lines'] }],
  });
  expect(await update({})).toMatchObject({ shipment: { version: 2 } });
  const lines = [
    { variantId: mug, quantity: 3 },
    { variantId: pot, quantity: 2 },
  ];
  expect(await update({ lines, expectedAt: null })).toMatchObject({
    shipment: { version: 3, status: 'PARTIALLY_RECEIVED', expectedAt: null, late: false },
  });
  expect(await shop.levels(pot)).toEqual({ default: [0, 0, 2] });
  const cancelled = { shipment: { status: 'CANCELLED' } };
  expect(await shop.actOn('inboundShipmentCancel', { id })).toMatchObject(cancelled);
  expect(await shop.actOn('inboundShipmentCancel', { id })).toMatchObject(cancelled);
  expect(await update({ version: 4, reference: 'late' })).toMatchObject({
    __typename: 'InboundShipmentEndedError',
  });
  expect(await shop.levels(mug)).toEqual({ default: [3, 0] });
  expect(await shop.levels(pot)).toEqual({});
});

it('is whole when a change leaves nothing open', async () => {
  const variantId = await shop.variantWith(5, 0);
  const { id } = await shop.expectOf(variantId, 5);
  await shop.receive(id, part(variantId, 3));
  const lines = [{ variantId, quantity: 3 }];
  expect(await shop.actOn('inboundShipmentUpdate', { id, version: 2, lines })).toMatchObject({
    shipment: { status: 'RECEIVED' },
  });
});

it('lists what is to come, by when, where and of what, and what is late', async () => {
  const [mug, pot] = [await shop.variantWith(6, 0), await shop.variantWith(7, 0)];
  const near = await shop.create();
  const soon = await shop.expectOf(mug, 1, { expectedAt: inDays(2), locationId: near });
  const unknown = await shop.expectOf(mug, 1, { locationId: near });
  const late = await shop.expectOf(pot, 1, { expectedAt: inDays(-1), locationId: near });
  const at = `locationIds: ["${near}"]`;
  expect(await list(`(filters: { ${at} })`)).toEqual([late.id, unknown.id, soon.id]);
  expect(await list(`(filters: { ${at} }, sort: EXPECTED_FIRST)`)).toEqual([late.id, soon.id, unknown.id]);
  expect(await list(`(filters: { ${at}, late: true })`)).toEqual([late.id]);
  expect(await list(`(filters: { variantIds: ["${mug}"] })`)).toEqual([unknown.id, soon.id]);
  await shop.receive(late.id);
  expect(await list(`(filters: { ${at}, statuses: [RECEIVED] })`)).toEqual([late.id]);
  expect(await list(`(filters: { ${at}, late: true })`)).toEqual([]);
  const page = async (args: string) => {
    const { data } = await products.graphql<{
      inboundShipments: { pageInfo: { endCursor: string }; nodes: readonly { id: string }[] };
    }>(
      shop.staff,
      `{ inboundShipments(first: 1, filters: { ${at} }, sort: EXPECTED_FIRST ${args}) { pageInfo { endCursor } nodes { id } } }`,
    );
    return data.inboundShipments;
  };
  const first = await page('');
  expect((await page(`, after: "${first.pageInfo.endCursor}"`)).nodes).toEqual([{ id: soon.id }]);
  expect(await shop.act('stockLocationArchive', { id: near, version: 1 })).toMatchObject({
    __typename: 'StockLocationInUseError',
  });
});

describe('refuses', () => {
  it.each([
    ['no lines', { lines: [] }, ['lines']],
    ['less than a piece', { quantity: 0 }, ['lines', '0', 'quantity']],
    ['a reference with a NUL', { reference: 'a\u0000b' }, ['reference']],
    ['half a character', { reference: '\ud800' }, ['reference']],
    ['a reference of a book', { reference: 'x'.repeat(101) }, ['reference']],
  ])('%s', async (_what, { quantity = 1, ...input }: Record<string, unknown>, path) => {
    const variantId = await shop.variantWith(8, 0);
    const lines = [{ variantId, quantity }];
    expect(
      await shop.actOn('inboundShipmentCreate', { idempotencyKey: uuidv7(), lines, ...input }),
    ).toMatchObject({ fields: [{ path }] });
  });

  it('what is not there, and who may not', async () => {
    const variantId = await shop.variantWith(9, 0);
    const idempotencyKey = uuidv7();
    const lines = [{ variantId, quantity: 1 }];
    const create = (input: object) =>
      shop.actOn('inboundShipmentCreate', { idempotencyKey, lines, ...input });
    for (const id of [uuidv7(), 'x']) {
      expect(await create({ lines: [{ variantId: id, quantity: 1 }] })).toMatchObject({
        __typename: 'VariantNotFoundError',
      });
      expect(await create({ locationId: id })).toMatchObject({ __typename: 'StockLocationNotFoundError' });
      expect(await shop.receive(id)).toMatchObject({ __typename: 'InboundShipmentNotFoundError' });
    }
    const { id } = await shop.expectOf(variantId, 2);
    for (const [line, field] of [
      [part(uuidv7(), 1), 'variantId'],
      [part(variantId, 3), 'quantityReceived'],
      [part(variantId, 1, 2), 'quantityReceived'],
      [part(variantId, 0), 'quantityReceived'],
      [part(variantId, -1), 'quantityReceived'],
      [part(variantId, 1, -1), 'quantityRejected'],
    ] as const)
      expect(await shop.receive(id, line)).toMatchObject({ fields: [{ path: ['lines', '0', field] }] });
    const buyer = { id: uuidv7(), role: 'CUSTOMER' } as const;
    expect(await shop.act('inboundShipmentCancel', { id }, '', buyer)).toMatchObject({ code: 'FORBIDDEN' });
  });
});

it('came in as the ledger says, also once that is summed up', async () => {
  const variantId = await shop.variantWith(12, 2);
  const near = await shop.create();
  const { id } = await shop.expectOf(variantId, 9, { locationId: near });
  const came = async () => {
    const [row] = await products.sql.$queryRawUnsafe<{ came: number }[]>(
      `SELECT sum(CASE WHEN inbound_shipment_id IS NULL THEN inbound ELSE available END)::int AS came
       FROM stock_movements WHERE variant_id = $1::uuid`,
      variantId,
    );
    return row?.came;
  };
  for (const [pieces, soFar] of [
    [3, 3],
    [2, 5],
    [4, 9],
  ] as const) {
    await shop.receive(id, part(variantId, pieces));
    await products.sql.$executeRawUnsafe(
      `UPDATE stock_movements SET created_at = '2001-01-01T00:00:00Z' WHERE variant_id = $1::uuid`,
      variantId,
    );
    await sumUpLedgers({ ...products, now: () => new Date() }, 100);
    expect(await came()).toBe(soFar);
  }
});

it('keeps its variants for as long as it is under way, and none of them becomes a bundle', async () => {
  const [found] = await products.sql.$queryRawUnsafe<
    { variantId: string; productId: string; version: number }[]
  >(
    `SELECT v.id AS "variantId", p.id AS "productId", p.version FROM products AS p JOIN product_variants AS v ON v.product_id = p.id
     WHERE (SELECT count(*) FROM product_variants WHERE product_id = p.id) > 1 ORDER BY p.id DESC, v.id LIMIT 1`,
  );
  const { variantId, productId, version } = found ?? { variantId: '', productId: '', version: 0 };
  await products.sql.$executeRawUnsafe(
    'UPDATE stock SET available = 0, received = 0 WHERE variant_id = $1::uuid',
    variantId,
  );
  const other = await shop.variantWith(14, 3);
  const { id } = await shop.expectOf(variantId, 9);
  const bundle = () =>
    shop.act('bundlePartsUpdate', { variantId, version, parts: [{ variantId: other, quantity: 1 }] });
  const remove = (seen: number) =>
    shop.act(
      'productVariantsDelete',
      { productId, version: seen, variantIds: [variantId] },
      '... on InvalidInputError { fields { path } }',
    );
  expect(await bundle()).toMatchObject({ __typename: 'VariantStockedError' });
  expect(await remove(version)).toMatchObject({ fields: [{ path: ['variantIds', '0'] }] });
  await shop.actOn('inboundShipmentCancel', { id });
  expect(await bundle()).toMatchObject({ __typename: 'BundlePartsUpdateSuccess' });
  expect(await remove(version + 1)).toMatchObject({ __typename: 'ProductVariantsDeleteSuccess' });
});
