import { erasedEmail } from '@cartwright/events';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/open-test-database.ts';
import { issueCreditNotes, issueReceipts } from '../receipts/repository.ts';
import { collect, erase } from './use-cases.ts';

const stack = new AsyncDisposableStack();
let database: Awaited<ReturnType<typeof openTestDatabase>>['database'];
beforeAll(async () => {
  ({ database } = stack.use(await openTestDatabase()));
});
afterAll(() => stack.disposeAsync());

interface Wanted {
  readonly state?: 'CAPTURED' | 'REFUNDED' | 'ACTION_REQUIRED';
  readonly methodToken?: string;
}

/** Stores a payment of a person's, with its receipt where it was captured. */
async function paymentOf(customerId: string, { state = 'CAPTURED', methodToken = 'sim_ok' }: Wanted = {}) {
  const id = uuidv7();
  const order = {
    orderId: uuidv7(),
    orderNumber: 'CW-100001',
    customerId,
    email: `${customerId}@example.com`,
  };
  const paid = { amountMinor: 1_250, taxMinor: 200, currency: 'EUR', methodToken };
  const isOpen = state === 'ACTION_REQUIRED';
  const way = {
    redirectUrl: isOpen ? 'https://bank.example.com/' : null,
    returnUrl: 'https://shop.example.com/',
  };
  await database.transaction(async (tx) => {
    const goal = isOpen ? 'AUTHORIZE' : state === 'REFUNDED' ? 'NONE' : 'CAPTURE';
    const signals = JSON.stringify({ email: 'hashed', addresses: ['hashed-address'] }) as never;
    await tx
      .insertInto('payments')
      .values({ id, ...order, ...paid, ...way, state, goal, signals, guestId: uuidv7() })
      .execute();
    if (!isOpen) await issueReceipts(tx, [id]);
    if (state === 'REFUNDED') await issueCreditNotes(tx, [id]);
  });
  return id;
}

const eraseNow = (ids: readonly string[]) => database.transaction((tx) => erase(tx, ids));
const find = (id: string) =>
  database.statements.selectFrom('payments').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/** What the books say of all payments and receipts. */
async function books() {
  const { rows } = await sql`
    SELECT p.id, p.order_id, p.customer_id, p.state, p.amount_minor, p.tax_minor, p.currency, p.created_at, r.number,
      r.order_number, r.amount_minor, r.tax_minor, r.issued_at, c.number
    FROM payments p LEFT JOIN receipts r ON r.payment_id = p.id LEFT JOIN credit_notes c ON c.payment_id = p.id
    ORDER BY p.id`.execute(database.statements);
  return rows;
}

async function traces(of: string): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    SELECT count(*)::int AS found FROM (SELECT p::text FROM payments p UNION ALL SELECT r::text FROM receipts r) AS all_of(text)
    WHERE text LIKE ${`%${of}%`}`.execute(database.statements);
  return rows[0]?.found ?? 0;
}

describe('what payments keeps of a person', () => {
  it('is given to them: payments, receipts and credit notes', async () => {
    const customerId = uuidv7();
    await paymentOf(customerId, { state: 'REFUNDED' });
    await paymentOf(uuidv7());
    expect(await collect(database.statements, [customerId])).toMatchObject({
      payments: [{ orderNumber: 'CW-100001', email: `${customerId}@example.com`, state: 'REFUNDED' }],
      receipts: [{ amountMinor: 1_250, taxMinor: 200, creditNoteNumber: expect.any(Number) as number }],
    });
  });
});

describe('who is erased', () => {
  it('is not in payments and receipts any more, whose numbers and amounts are what they were', async () => {
    const [customerId, guestId] = [uuidv7(), uuidv7()];
    const card = 'sim_card_4f9c21d0';
    const ids = [
      await paymentOf(customerId, { methodToken: card }),
      await paymentOf(guestId, { state: 'REFUNDED' }),
    ];
    const another = await paymentOf(uuidv7(), { methodToken: 'sim_card_another' });
    const before = await books();
    expect(await eraseNow([customerId, guestId])).toBeNull();
    for (const id of ids) {
      const nothing = { guestId: null, signals: null, returnUrl: null };
      expect(await find(id)).toMatchObject({ email: erasedEmail, ...nothing });
    }
    for (const trace of [`${customerId}@`, `${guestId}@`, card]) expect(await traces(trace)).toBe(0);
    expect((await find(ids[0] ?? '')).methodToken).toBe('sim_card_erased');
    expect((await find(another)).methodToken).toBe('sim_card_another');
    expect(await books()).toEqual(before);
    expect(await eraseNow([customerId, guestId])).toBeNull();
  });

  it('stays in a payment that is under way, until it has ended', async () => {
    const customerId = uuidv7();
    const id = await paymentOf(customerId, { state: 'ACTION_REQUIRED' });
    expect(await eraseNow([customerId])).toBe('PAYMENTS_UNDER_WAY');
    expect(await find(id)).toMatchObject({ email: `${customerId}@example.com` });
    await database.statements
      .updateTable('payments')
      .set({ state: 'VOIDED', goal: 'NONE' })
      .where('id', '=', id)
      .execute();
    expect(await eraseNow([customerId])).toBeNull();
    expect(await find(id)).toMatchObject({ email: erasedEmail, redirectUrl: null });
  });
});
