import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addOrder } from '../../test/add-order.ts';
import { newCustomer, staff, type KnownViewer } from '../../test/operations.ts';
import { placedOrder } from '../../test/placed-order.ts';
import { startTestOrders, type TestOrders } from '../../test/start-test-orders.ts';
import { readExportedOrders } from './repository/exported-orders.ts';
import type { ExportedOrder } from './rules/order-record.ts';

let orders: TestOrders;
let now = new Date('2026-06-01T12:00:00.000Z');
beforeAll(async () => {
  orders = await startTestOrders({ now: () => now });
  for (const day of ['01', '02', '03']) await place(new Date(`2026-05-${day}T08:00:00.000Z`));
});
afterAll(() => orders[Symbol.asyncDispose]());

async function place(placedAt: Date, email = 'shopper@example.com'): Promise<void> {
  const { order, timeline } = placedOrder(placedAt, { signals: null });
  await addOrder(orders.database.statements, { order: { ...order, email }, timeline });
}

async function ask(input: object, viewer: KnownViewer = staff) {
  return orders.graphql<{ result: { readonly url: string; readonly expiresAt: string } }>(
    viewer,
    `mutation ($input: OrderExportCreateInput!) { result: orderExportCreate(input: $input) {
      __typename ... on OrderExportCreateSuccess { url expiresAt } ... on InvalidInputError { fields { path } } } }`,
    { input },
  );
}

/** Fetches from this replica what is behind an address of the store. */
const fetchFile = (url: string) => fetch(`${orders.url}${new URL(url).pathname}${new URL(url).search}`);

async function linesOf(input: object): Promise<string[]> {
  const { data } = await ask(input);
  const response = await fetchFile(data.result.url);
  expect(response.status).toBe(200);
  return (await response.text()).trim().split(/\r?\n/);
}

describe('a file of orders', () => {
  it('has the orders of a time, the first placed first, with a row for each line', async () => {
    const filters = {
      placedFrom: '2026-05-01T08:00:00.000Z',
      placedBefore: '2026-05-03T08:00:00.000Z',
    };
    const [header, ...rows] = await linesOf({ format: 'CSV', filters });
    expect(header).toMatch(
      /^Name,Email,Financial Status,.*,Id,Tax 1 Name,.*,Tax 5 Value,Gift text,Reference,Lineitem bundle parts$/,
    );
    expect(rows.map((row) => /2026-05-\d\d/.exec(row)?.[0])).toEqual([
      ...['2026-05-01', '2026-05-01'],
      ...['2026-05-02', '2026-05-02'],
    ]);
  });

  it('has those of a status alone', async () => {
    const parsed = async (status: string) =>
      (await linesOf({ format: 'JSONL', filters: { statuses: [status] } })).filter((line) => line !== '');
    expect(await parsed('DELIVERED')).toEqual([]);
    const found = (await parsed('PENDING')).map(
      (line) => JSON.parse(line) as { status: string; lines: object[] },
    );
    expect(found.map(({ status, lines }) => [status, lines.length])).toEqual([
      ['PENDING', 2],
      ['PENDING', 2],
      ['PENDING', 2],
    ]);
  });

  it('says what a bundle consisted of when it was ordered', async () => {
    const placedAt = new Date('2026-04-10T08:00:00.000Z');
    const { order, timeline } = placedOrder(placedAt);
    const part = { variantId: order.id, sku: 'POT', title: 'Teapot', variantTitle: 'Sage', quantity: 2 };
    const lines = order.lines.map((line, at) => ({ ...line, bundleParts: at === 0 ? [part] : null }));
    await addOrder(orders.database.statements, { order: { ...order, lines }, timeline });
    const filters = { placedFrom: placedAt.toISOString(), placedBefore: '2026-04-11T00:00:00.000Z' };
    const [, ...rows] = await linesOf({ format: 'CSV', filters });
    expect(rows.map((row) => row.split(',').at(-1))).toEqual(['2 × POT', '']);
    const [json = ''] = await linesOf({ format: 'JSONL', filters });
    const { sku, title, variantTitle, quantity } = part;
    expect(JSON.parse(json)).toMatchObject({
      lines: [{ bundleParts: [{ sku, title, variantTitle, quantity }] }, {}],
    });
  });

  it('says what the buyer has said of an order, where they have', async () => {
    const placedAt = new Date('2026-04-12T08:00:00.000Z');
    const { order, timeline } = placedOrder(placedAt);
    const said = { note: 'Ring twice.', giftText: 'For Kim', reference: '=PO-4711' };
    await addOrder(orders.database.statements, { order: { ...order, ...said }, timeline });
    const filters = { placedFrom: placedAt.toISOString(), placedBefore: '2026-04-13T00:00:00.000Z' };
    const [, first = '', second = ''] = await linesOf({ format: 'CSV', filters });
    expect(first).toMatch(/,Ring twice\.,,[^,]+,VAT[^,]*,16\.43,,,,,,,,,For Kim,'=PO-4711,$/);
    expect(second).toMatch(/,,,,,,$/);
    const [json = ''] = await linesOf({ format: 'JSONL', filters });
    expect(JSON.parse(json)).toMatchObject(said);
  });

  it('begins no formula', async () => {
    await place(new Date('2026-04-01T08:00:00.000Z'), '=1+2@example.com');
    const [, row] = await linesOf({ format: 'CSV', filters: { placedBefore: '2026-04-02T00:00:00.000Z' } });
    expect(row).toMatch(/^CW-\d+,'=1\+2@example\.com,/);
  });

  it('is for staff who may see orders, for an hour, and in the trail of what they did', async () => {
    const refused = await ask({ format: 'CSV' }, newCustomer());
    expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const tooLong = await ask({ format: 'CSV', reason: 'x'.repeat(501) });
    expect(tooLong.data.result).toMatchObject({ fields: [{ path: ['reason'] }] });

    const { data } = await ask({
      format: 'CSV',
      filters: { statuses: ['PENDING'] },
      reason: 'For the tax office.',
    });
    const { url } = data.result;
    const { rows } = await sql`
      SELECT operation, reason, after FROM audit.entries WHERE reason = 'For the tax office.'
    `.execute(orders.database.statements);
    const after = { format: 'CSV', placedFrom: null, placedBefore: null, statuses: ['PENDING'] };
    expect(rows).toEqual([{ operation: 'orderExportCreate', reason: 'For the tax office.', after }]);
    expect((await fetchFile(url)).headers.get('cache-control')).toBe('no-store');
    expect((await fetchFile(url.replace(/.$/, url.endsWith('A') ? 'B' : 'A'))).status).toBe(404);
    const before = now;
    now = new Date(now.getTime() + 60 * 60 * 1_000 + 1);
    expect((await fetchFile(url)).status).toBe(404);
    now = before;
  });
});

it('is read with as many statements for 3 orders as for 1', async () => {
  const sent = async (placedBefore: string) => {
    orders.statements.reset();
    const filters = { placedFrom: '2026-05-01T00:00:00.000Z', placedBefore };
    const rows = await linesOf({ format: 'JSONL', filters });
    const own = orders.statements.statements().filter((one) => /from "(orders|order_lines)"/.test(one));
    return [rows.length, own.length];
  };
  expect(await sent('2026-05-02T00:00:00.000Z')).toEqual([1, 3]);
  expect(await sent('2026-05-04T00:00:00.000Z')).toEqual([3, 3]);
});

it('goes on behind the last order, also among those placed at one moment', async () => {
  const placedAt = new Date('2026-03-01T08:00:00.000Z');
  for (let count = 0; count < 3; count += 1) await place(placedAt);
  const filter = { placedFrom: placedAt, placedBefore: new Date('2026-03-02'), statuses: null };
  const page = (last: ExportedOrder | undefined) =>
    readExportedOrders(orders.database.statements, filter, { last, limit: 2 });
  const first = await page(undefined);
  const second = await page(first.at(-1));
  expect([first.length, second.length]).toEqual([2, 1]);
  expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(3);
  expect(await page(second.at(-1))).toEqual([]);
});
