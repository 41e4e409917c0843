import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { stockAtLocations, wrongLevels } from '../../test/stock-locations.ts';
import { sumUpLedgers } from '../stock/use-cases/sum-up-ledgers.ts';

let products: TestProducts;
let shop: ReturnType<typeof stockAtLocations>;
let home: string;
beforeAll(async () => {
  products = await startTestProducts({ products: 12 });
  shop = stockAtLocations(products);
  const { data } = await products.graphql<{ stockLocations: readonly { id: string }[] }>(
    shop.staff,
    '{ stockLocations { id } }',
  );
  home = data.stockLocations[0]?.id ?? '';
});
afterAll(() => products[Symbol.asyncDispose]());

const transfer = 'transfer { id status endedAt from { id } to { id } lines { variantId quantity } }';
const send = (input: object) =>
  shop.act(
    'stockTransferCreate',
    { idempotencyKey: uuidv7(), fromLocationId: home, ...input },
    `... on StockTransferCreateSuccess { ${transfer} } ... on StockTransferShortError { variantId quantityAvailable }
     ... on InvalidInputError { fields { path } }`,
  );
const end = (how: 'Receive' | 'Cancel', id: string) =>
  shop.act(
    `stockTransfer${how}`,
    { id, ...(how === 'Receive' && { idempotencyKey: uuidv7() }) },
    `... on StockTransfer${how}Success { ${transfer} } ... on StockTransferEndedError { ${transfer} }`,
  );
const arrive = (id: string, input: object) =>
  shop.act(
    'stockTransferReceive',
    { id, idempotencyKey: uuidv7(), ...input },
    `... on StockTransferReceiveSuccess { transfer { status lines {
      quantityReceived quantityLost quantityReturned quantityInTransit } } } ... on InvalidInputError { fields { path } }`,
  );
const part = (variantId: string, quantityReceived: number, quantityLost = 0) => ({
  lines: [{ variantId, quantityReceived, quantityLost }],
});
const idOf = (result: Record<string, unknown>) => (result['transfer'] as { id: string }).id;
const totalOf = async (variantId: string) => {
  const { data } = await products.graphql<{ variantStock: { onHand: number; quantityAvailable: number } }>(
    shop.staff,
    'query ($variantId: ID!) { variantStock(variantId: $variantId) { onHand quantityAvailable } }',
    { variantId },
  );
  return data.variantStock;
};

it('has its pieces nowhere until it is received, and then at its destination', async () => {
  const variantId = await shop.variantWith(1, 10);
  const near = await shop.create();
  const sent = await send({ toLocationId: near, lines: [{ variantId, quantity: 4 }] });
  expect(sent).toMatchObject({ transfer: { status: 'IN_TRANSIT', from: { id: home }, to: { id: near } } });
  expect(await shop.levels(variantId)).toEqual({ default: [6, 0], [near]: [0, 0, 4] });
  expect(await totalOf(variantId)).toEqual({ onHand: 6, quantityAvailable: 6 });
  const received = { transfer: { status: 'RECEIVED' } };
  expect(await end('Receive', idOf(sent))).toMatchObject(received);
  expect(await end('Receive', idOf(sent))).toMatchObject(received);
  expect(await shop.levels(variantId)).toEqual({ default: [6, 0], [near]: [4, 0] });
  expect(await totalOf(variantId)).toEqual({ onHand: 10, quantityAvailable: 10 });
  expect(await end('Cancel', idOf(sent))).toMatchObject({ __typename: 'StockTransferEndedError' });
  const { data } = await products.graphql<{
    stockTransfers: { nodes: readonly object[]; totalCount: number };
  }>(shop.staff, `{ stockTransfers(first: 1) { totalCount nodes { status lines { quantity } } } }`);
  expect(data.stockTransfers).toEqual({
    totalCount: 1,
    nodes: [{ status: 'RECEIVED', lines: [{ quantity: 4 }] }],
  });
});

it('has its pieces where they came from when it is called back', async () => {
  const variantId = await shop.variantWith(2, 0);
  const [near, far] = [await shop.create(), await shop.create()];
  await shop.adjust(variantId, 5, near);
  const sent = await send({ fromLocationId: near, toLocationId: far, lines: [{ variantId, quantity: 5 }] });
  const refused = { __typename: 'StockLocationInUseError' };
  for (const id of [near, far])
    expect(await shop.act('stockLocationArchive', { id, version: 1 })).toMatchObject(refused);
  expect(await end('Cancel', idOf(sent))).toMatchObject({ transfer: { status: 'CANCELLED' } });
  expect(await shop.levels(variantId)).toEqual({ [near]: [5, 0] });
  expect(await wrongLevels(products)).toEqual([]);
});

it('takes only what is there and no order holds, all of it or nothing', async () => {
  const [mug, pot] = [await shop.variantWith(3, 5), await shop.variantWith(4, 5)];
  const near = await shop.create();
  await shop.reserve([pot, 2]);
  const lines = [
    { variantId: mug, quantity: 1 },
    { variantId: pot, quantity: 4 },
  ];
  expect(await send({ toLocationId: near, lines })).toMatchObject({ variantId: pot, quantityAvailable: 3 });
  expect(await shop.levels(mug)).toEqual({ default: [5, 0] });
  const [line] = lines;
  expect(await send({ toLocationId: home, lines: [line] })).toMatchObject({
    fields: [{ path: ['toLocationId'] }],
  });
  expect(await send({ toLocationId: uuidv7(), lines: [line] })).toMatchObject({
    __typename: 'StockLocationNotFoundError',
  });
  expect(await send({ toLocationId: near, lines: [{ variantId: uuidv7(), quantity: 1 }] })).toMatchObject({
    __typename: 'VariantNotFoundError',
  });
});

it('is sent once per key, and ends once, however often and at once it is asked for', async () => {
  const variantId = await shop.variantWith(5, 10);
  const near = await shop.create();
  const wanted = { idempotencyKey: uuidv7(), toLocationId: near, lines: [{ variantId, quantity: 3 }] };
  const sent = await Promise.all(Array.from({ length: 4 }, () => send(wanted)));
  expect(new Set(sent.map(idOf)).size).toBe(1);
  const [first = {}] = sent;
  await Promise.all(
    (['Receive', 'Cancel', 'Receive', 'Cancel'] as const).map((how) => end(how, idOf(first))),
  );
  expect((await totalOf(variantId)).onHand).toBe(10);
  expect(await wrongLevels(products)).toEqual([]);
});

it('arrives in parts, is written off where it is lost, and the rest is called back', async () => {
  const variantId = await shop.variantWith(6, 10);
  const near = await shop.create();
  const id = idOf(await send({ toLocationId: near, lines: [{ variantId, quantity: 9 }] }));
  const line = { quantityReceived: 3, quantityLost: 0, quantityReturned: 0, quantityInTransit: 6 };
  const first = { idempotencyKey: uuidv7(), ...part(variantId, 3) };
  for (const result of await Promise.all([arrive(id, first), arrive(id, first)]))
    expect(result).toMatchObject({ transfer: { status: 'IN_TRANSIT', lines: [line] } });
  expect(await shop.levels(variantId)).toEqual({ default: [1, 0], [near]: [3, 0, 6] });
  expect(await arrive(id, part(variantId, 1, 2))).toMatchObject({ fields: [{ path: ['reason'] }] });
  expect(await arrive(id, { ...part(variantId, 1, 2), reason: 'fell off the lorry' })).toMatchObject({
    transfer: {
      status: 'IN_TRANSIT',
      lines: [{ ...line, quantityReceived: 4, quantityLost: 2, quantityInTransit: 3 }],
    },
  });
  expect(await arrive(id, part(variantId, 4))).toMatchObject({
    fields: [{ path: ['lines', '0', 'quantityReceived'] }],
  });
  expect(await end('Cancel', id)).toMatchObject({ transfer: { status: 'CANCELLED' } });
  expect(await shop.levels(variantId)).toEqual({ default: [4, 0], [near]: [4, 0] });
  expect((await totalOf(variantId)).onHand).toBe(8);
  expect(await wrongLevels(products)).toEqual([]);
  const { data } = await products.graphql<{ stockMovements: { nodes: readonly object[] } }>(
    shop.staff,
    `query ($variantId: ID!) { stockMovements(variantId: $variantId, first: 4) { nodes {
      kind quantity availableAfter reason location { isDefault } } } }`,
    { variantId },
  );
  const lost = { reason: 'fell off the lorry', location: { isDefault: false } };
  expect(data.stockMovements.nodes).toEqual([
    { kind: 'TRANSFERRED', quantity: 3, availableAfter: 8, reason: null, location: { isDefault: true } },
    { kind: 'TRANSFERRED', quantity: 1, availableAfter: 5, ...lost },
    { kind: 'ADJUSTED', quantity: -2, availableAfter: 4, ...lost },
    { kind: 'TRANSFERRED', quantity: 2, availableAfter: 6, ...lost },
  ]);
});

it('ends when all that is on its way is lost', async () => {
  const variantId = await shop.variantWith(7, 4);
  const near = await shop.create();
  const id = idOf(await send({ toLocationId: near, lines: [{ variantId, quantity: 4 }] }));
  expect(await arrive(id, { ...part(variantId, 0, 4), reason: 'stolen' })).toMatchObject({
    transfer: { status: 'RECEIVED', lines: [{ quantityLost: 4, quantityInTransit: 0 }] },
  });
  expect(await shop.levels(variantId)).toEqual({});
  expect(await arrive(id, part(variantId, 1))).toMatchObject({ __typename: 'StockTransferEndedError' });
  expect(await end('Cancel', id)).toMatchObject({ __typename: 'StockTransferEndedError' });
});

it('is in the ledger, also where what was sent is summed up before it arrives', async () => {
  const variantId = await shop.variantWith(11, 9);
  const near = await shop.create();
  const sent = idOf(await send({ toLocationId: near, lines: [{ variantId, quantity: 6 }] }));
  /** How many pieces the ledger has sent and not brought back to any place. */
  const underWay = async () => {
    await products.sql.$executeRawUnsafe(
      `UPDATE stock_movements SET created_at = '2001-01-01T00:00:00Z' WHERE variant_id = $1::uuid`,
      variantId,
    );
    await sumUpLedgers({ ...products, now: () => new Date() }, 100);
    const [row] = await products.sql.$queryRawUnsafe<{ pieces: number }[]>(
      `SELECT sum(in_transit)::int AS pieces FROM stock_movements WHERE variant_id = $1::uuid`,
      variantId,
    );
    return row?.pieces;
  };
  expect(await underWay()).toBe(6);
  await arrive(sent, part(variantId, 3));
  expect(await underWay()).toBe(3);
  await arrive(sent, { ...part(variantId, 0, 1), reason: 'Broken on the way' });
  expect(await underWay()).toBe(2);
  await end('Cancel', sent);
  expect(await underWay()).toBe(0);
  expect(await wrongLevels(products)).toEqual([]);
});

describe('a release that knows of no parts', () => {
  const endAs = (status: string, id: string) =>
    products.sql.$executeRawUnsafe(
      'UPDATE stock_transfers SET status = $1, ended_at = now() WHERE id = $2::uuid',
      status,
      id,
    );
  const linesOf = (id: string) =>
    products.sql.$queryRawUnsafe<object[]>(
      'SELECT received, lost, returned FROM stock_transfer_lines WHERE transfer_id = $1::uuid',
      id,
    );

  it('ends a transfer with all of it, which its lines say', async () => {
    const variantId = await shop.variantWith(9, 10);
    const [toLocationId, lines] = [await shop.create(), [{ variantId, quantity: 3 }]];
    const [came, back] = [
      idOf(await send({ toLocationId, lines })),
      idOf(await send({ toLocationId, lines })),
    ];
    await endAs('RECEIVED', came);
    await endAs('CANCELLED', back);
    expect(await linesOf(came)).toEqual([{ received: 3, lost: 0, returned: 0 }]);
    expect(await linesOf(back)).toEqual([{ received: 0, lost: 0, returned: 3 }]);
  });

  it('does not end one of which some has arrived: it would come in twice', async () => {
    const variantId = await shop.variantWith(10, 10);
    const id = idOf(await send({ toLocationId: await shop.create(), lines: [{ variantId, quantity: 3 }] }));
    await arrive(id, part(variantId, 1));
    await expect(endAs('RECEIVED', id)).rejects.toThrow('Some of transfer');
    await expect(endAs('CANCELLED', id)).rejects.toThrow('Some of transfer');
    expect(await end('Receive', id)).toMatchObject({ transfer: { status: 'RECEIVED' } });
    expect(await linesOf(id)).toEqual([{ received: 3, lost: 0, returned: 0 }]);
  });
});
