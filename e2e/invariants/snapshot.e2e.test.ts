import type { InvariantName } from '@cartwright/invariants';
import { answeringDomains, domains, type Domain } from '@cartwright/events';
import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { waitFor } from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withBrokenCopy } from '../support/broken-copy.ts';
import { chooseDelivery } from '../support/choose-delivery.ts';
import type { Currency } from '../support/currencies.ts';
import { graphqlClient } from '../support/graphql-client.ts';
import { violations } from '../support/invariants.ts';
import { queryDomain } from '../support/query-domain.ts';
import { fillCart, findVariant, followToEnd, guest, placeInput, placeOrder } from '../support/shopper.ts';
import { setPrice, staffClient } from '../support/staff.ts';
import { readDeliveries, type Knowledge } from '../support/snapshot.ts';

/** Damage to one database; `$1` is the confirmed order, `$2` the cancelled one. */
interface Damage {
  readonly invariant: InvariantName;
  readonly domain: Domain;
  readonly sql: string;
  readonly says: string;
}

const isSold = 'order_id = $1::uuid AND $2::uuid IS NOT NULL';
const isKeyOfSold = `result ->> 'orderId' = $1 AND $2::uuid IS NOT NULL`;
const isUndone = 'order_id = $2::uuid AND $1::uuid IS NOT NULL';
const both = '$1::uuid <> $2::uuid';

/** A transfer of two pieces of what was sold, of which nobody knows but itself. */
function sendingOf(status: string, received: number): string {
  return `
    WITH place AS (
      INSERT INTO stock_locations (id, name, address, priority, created_at)
      VALUES (gen_random_uuid(), gen_random_uuid()::text, '', 99, now()) RETURNING id
    ), sent AS (
      INSERT INTO stock_transfers (id, from_location_id, to_location_id, status, created_at, ended_at)
      SELECT gen_random_uuid(), (SELECT id FROM stock_locations WHERE is_default), id, '${status}', now(),
        CASE '${status}' WHEN 'IN_TRANSIT' THEN NULL ELSE now() END FROM place RETURNING id
    )
    INSERT INTO stock_transfer_lines (transfer_id, variant_id, quantity, received)
    SELECT sent.id, variant_id, 2, ${received} FROM sent, reservation_lines WHERE ${isSold}`;
}

const damages: readonly Damage[] = [
  {
    invariant: 'orders-end',
    domain: 'orders',
    sql: `UPDATE orders SET status = 'CREATED', step = 'authorizing' WHERE id = $1::uuid AND ${both}`,
    says: 'order <sold> is CREATED, step authorizing, and goes no further',
  },
  {
    invariant: 'orders-end',
    domain: 'orders',
    sql: `DELETE FROM orders WHERE id = $1::uuid AND ${both}`,
    says: 'order <sold> was accepted and does not exist',
  },
  {
    invariant: 'orders-end',
    domain: 'orders',
    sql: `UPDATE orders SET payment = 'capture-requested' WHERE id = $1::uuid AND ${both}`,
    says: 'order <sold> is CONFIRMED, its stock committed and its payment capture-requested',
  },
  {
    invariant: 'orders-end',
    domain: 'carts',
    sql: `UPDATE carts SET status = 'CHECKING_OUT' WHERE frozen_for_order = $1::uuid AND ${both}`,
    says: 'order <sold> stands, and its cart',
  },
  {
    invariant: 'single-charge',
    domain: 'payments',
    sql: `WITH another AS (INSERT INTO simulator.payments (reference, order_reference, currency, amount_minor, state)
            SELECT 'another', order_reference, currency, amount_minor, state FROM simulator.payments
            WHERE order_reference = $1 AND $2 <> '' RETURNING amount_minor)
          INSERT INTO simulator.entries (reference, kind, amount_minor)
          SELECT 'another', kind, amount_minor FROM another, unnest(ARRAY['authorization', 'capture']) AS kind`,
    says: 'order <sold> is charged 2 times',
  },
  {
    invariant: 'single-charge',
    domain: 'payments',
    sql: `DELETE FROM simulator.entries USING simulator.payments
          WHERE payments.reference = entries.reference AND order_reference = $2 AND kind = 'refund' AND $1 <> ''`,
    says: 'order <undone> is CANCELLED with 1 live charges',
  },
  {
    invariant: 'stock-adds-up',
    domain: 'products',
    sql: `UPDATE stock SET available = available - 1 WHERE ${both} AND sold > 0`,
    says: 'available, 0 reserved',
  },
  {
    invariant: 'stock-adds-up',
    domain: 'products',
    sql: `UPDATE stock SET available = available - 1, reserved = 1 WHERE ${both} AND sold > 0`,
    says: 'reserved at rest',
  },
  {
    invariant: 'stock-adds-up',
    domain: 'products',
    sql: `UPDATE reservations SET status = 'released' WHERE ${isSold}`,
    says: 'order <sold> bought 2 ×',
  },
  {
    invariant: 'stock-adds-up',
    domain: 'products',
    sql: `UPDATE reservation_lines SET quantity = 1 WHERE ${isSold}`,
    says: 'order <sold> bought 2 ×',
  },
  {
    invariant: 'stock-adds-up',
    domain: 'products',
    sql: `UPDATE stock SET available = available + 1, received = received + 1 WHERE ${both} AND sold > 0`,
    says: 'came in',
  },
  {
    invariant: 'stock-adds-up',
    domain: 'products',
    sql: sendingOf('IN_TRANSIT', 0),
    says: '0 pieces were sent and did not arrive, and 2 are on their way',
  },
  {
    invariant: 'stock-adds-up',
    domain: 'products',
    sql: sendingOf('RECEIVED', 1),
    says: 'that do not account for what they sent: 1',
  },
  {
    invariant: 'compensation',
    domain: 'products',
    sql: `UPDATE reservations SET status = 'committed' WHERE ${isUndone}`,
    says: 'order <undone> is cancelled, and its stock is committed',
  },
  {
    invariant: 'compensation',
    domain: 'payments',
    sql: `UPDATE payments SET state = 'AUTHORIZED' WHERE ${isUndone}`,
    says: 'order <undone> is cancelled, and its payment is AUTHORIZED',
  },
  {
    invariant: 'compensation',
    domain: 'orders',
    sql: `UPDATE orders SET stock = 'committed' WHERE id = $2::uuid AND ${both}`,
    says: 'order <undone> is cancelled, and orders believes its stock to be committed',
  },
  {
    invariant: 'compensation',
    domain: 'carts',
    sql: `UPDATE carts SET status = 'CHECKING_OUT' WHERE frozen_for_order = $2::uuid AND ${both}`,
    says: 'order <undone> is cancelled, and its cart',
  },
  {
    invariant: 'messages-handled',
    domain: 'products',
    sql: `DELETE FROM messaging.inbox WHERE type = 'inventory.commit.v1' AND business_id = $1 AND $2 <> ''`,
    says: 'products has never handled inventory.commit.v1 of <sold>',
  },
  {
    invariant: 'messages-handled',
    domain: 'payments',
    sql: `UPDATE messaging.outbox SET published_at = NULL WHERE type = 'payments.captured.v1' AND key = $1 AND $2 <> ''`,
    says: 'payments.captured.v1 is still in the outbox of payments',
  },
  {
    invariant: 'messages-handled',
    domain: 'orders',
    sql: `INSERT INTO messaging.inbox (type, business_id, message_id)
          SELECT 'inventory.reservation-expired.v1', $1, gen_random_uuid() WHERE $2 <> ''`,
    says: 'orders has handled inventory.reservation-expired.v1 of <sold>, which nobody sent',
  },
  {
    invariant: 'messages-handled',
    domain: 'carts',
    sql: `INSERT INTO messaging.parked_messages (id, consumer, type, business_id, envelope, reason, attempts)
          SELECT gen_random_uuid(), 'carts', 'orders.order-placed.v1', $1, '{}', 'It broke', 1 WHERE $2 <> ''`,
    says: 'carts has parked orders.order-placed.v1: It broke',
  },
  {
    invariant: 'one-notification',
    domain: 'notifications',
    sql: `INSERT INTO notifications
          SELECT (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid(), 'business_id', 'again'))).*
          FROM notifications AS one WHERE ${isSold}`,
    says: 'order <sold> was notified of ORDER_CONFIRMED 2 times',
  },
  {
    invariant: 'one-notification',
    domain: 'notifications',
    sql: `DELETE FROM notifications WHERE ${isUndone} AND type = 'ORDER_CANCELLED'`,
    says: 'order <undone> has reached ORDER_CANCELLED, and its buyer was never notified',
  },
  {
    invariant: 'one-notification',
    domain: 'notifications',
    sql: `UPDATE notifications SET state = 'PENDING' WHERE ${isSold}`,
    says: 'order <sold> has the notification ORDER_CONFIRMED, which is PENDING',
  },
  {
    invariant: 'rising-versions',
    domain: 'orders',
    sql: `DELETE FROM timeline_entries WHERE ${isSold} AND version = 2`,
    says: 'order <sold> has version 6 and the timeline 1 3 4 5 6',
  },
  {
    invariant: 'rising-versions',
    domain: 'orders',
    sql: `UPDATE timeline_entries SET status = 'CANCELLED' WHERE ${isSold} AND version = 2`,
    says: 'order <sold> showed anna CREATED at version 2, which is CANCELLED',
  },
  {
    invariant: 'one-key-one-order',
    domain: 'orders',
    sql: `UPDATE idempotency_keys SET result = jsonb_build_object('orderId', $2::uuid) WHERE result ->> 'orderId' = $1`,
    says: 'order <undone> belongs to 2 keys',
  },
  {
    invariant: 'one-key-one-order',
    domain: 'orders',
    sql: `UPDATE idempotency_keys SET completed_at = NULL WHERE ${isKeyOfSold}`,
    says: 'made order <sold>, and stands for none',
  },
  {
    invariant: 'money-adds-up',
    domain: 'payments',
    sql: `UPDATE payments SET amount_minor = amount_minor + 1 WHERE ${isSold}`,
    says: 'and its payment is of',
  },
  {
    invariant: 'money-adds-up',
    domain: 'payments',
    sql: `UPDATE payment_transactions SET state = 'FAILED' FROM payments
          WHERE payments.id = payment_id AND ${isUndone} AND kind = 'REFUND'`,
    says: 'order <undone> has a payment that is REFUNDED',
  },
  {
    invariant: 'money-adds-up',
    domain: 'payments',
    sql: `DELETE FROM receipts WHERE ${isSold}`,
    says: 'and its receipt is of nothing',
  },
  {
    invariant: 'money-adds-up',
    domain: 'payments',
    sql: `UPDATE simulator.entries SET amount_minor = entries.amount_minor - 1 FROM simulator.payments
          WHERE payments.reference = entries.reference AND order_reference = $1 AND kind = 'capture' AND $2 <> ''`,
    says: 'order <sold> is CONFIRMED, and the provider keeps',
  },
  {
    invariant: 'money-adds-up',
    domain: 'payments',
    sql: `UPDATE simulator.payments SET currency = 'EUR' WHERE order_reference = $1 AND $2 <> ''`,
    says: 'EUR was authorised',
  },
  {
    invariant: 'money-adds-up',
    domain: 'payments',
    sql: `UPDATE receipts SET tax_minor = tax_minor - 1 WHERE ${isSold}`,
    says: 'and its receipt is of',
  },
  {
    invariant: 'prices-agree',
    domain: 'orders',
    sql: `UPDATE orders SET tax_minor = tax_minor - 1 WHERE id = $1::uuid AND ${both}`,
    says: 'of tax in DE, not',
  },
  {
    invariant: 'prices-agree',
    domain: 'orders',
    sql: `UPDATE order_lines SET quantity = quantity + 1 WHERE ${isSold}`,
    says: 'order <sold> has 3 ×',
  },
  {
    invariant: 'prices-agree',
    domain: 'orders',
    sql: `UPDATE orders SET currency = 'EUR' WHERE id = $1::uuid AND ${both}`,
    says: 'order <sold> was shown as',
  },
  {
    invariant: 'orders-end',
    domain: 'orders',
    sql: `UPDATE orders SET cart_id = sold.cart_id FROM orders AS sold
          WHERE sold.id = $1::uuid AND orders.status = 'DELIVERED' AND ${both}`,
    says: 'was ordered as',
  },
  {
    invariant: 'prices-agree',
    domain: 'notifications',
    sql: `UPDATE notifications SET body = 'Thank you' WHERE ${isSold}`,
    says: 'order <sold> has the notification ORDER_CONFIRMED, which does not say',
  },
  {
    invariant: 'erased-are-gone',
    domain: 'orders',
    sql: `UPDATE orders SET email = 'back@example.com' WHERE erased_at IS NOT NULL AND ${both}`,
    says: 'is erased, and orders keeps the buyer of order',
  },
  {
    invariant: 'erased-are-gone',
    domain: 'payments',
    sql: `UPDATE receipts SET email = 'back@example.com' WHERE email = 'erased@customer.invalid' AND ${both}`,
    says: 'is erased, and payments keeps the buyer of receipt',
  },
  {
    invariant: 'erased-are-gone',
    domain: 'carts',
    sql: `UPDATE carts SET owner_id = customer_id FROM personal_data.erasures WHERE frozen_for_order = $1::uuid AND ${both}`,
    says: 'is erased, and carts keeps cart',
  },
  {
    invariant: 'erased-are-gone',
    domain: 'products',
    sql: `INSERT INTO reviewers SELECT customer_id, 'Sam', 9 FROM personal_data.erasures WHERE ${both}`,
    says: 'is erased, and products keeps a name',
  },
  {
    invariant: 'erased-are-gone',
    domain: 'products',
    sql: `DELETE FROM personal_data.erasures WHERE ${both}`,
    says: 'is erased elsewhere, and products was never asked',
  },
  {
    invariant: 'erased-are-gone',
    domain: 'payments',
    sql: `UPDATE personal_data.erasures SET erased_at = NULL WHERE ${both}`,
    says: 'is not erased in payments, for no reason',
  },
  {
    invariant: 'erased-are-gone',
    domain: 'orders',
    sql: `DELETE FROM messaging.outbox WHERE type = 'personal-data.orders-erased.v1' AND ${both}`,
    says: 'is erased in orders, which has not said so',
  },
  {
    invariant: 'audit-holds',
    domain: 'products',
    sql: `UPDATE audit.entries SET staff_id = gen_random_uuid() WHERE position = 2 AND ${both}`,
    says: 'of the audit trail of products, entry 2 is CHANGED',
  },
  {
    invariant: 'audit-holds',
    domain: 'products',
    sql: `DELETE FROM audit.entries WHERE position = 3 AND ${both}`,
    says: 'of the audit trail of products, entry 3 is MISSING',
  },
  {
    invariant: 'audit-holds',
    domain: 'orders',
    sql: `DELETE FROM audit.witnesses WHERE domain = 'products' AND position = 3 AND ${both}`,
    says: 'of the audit trail of products, orders has heard of 2 of 3 entries',
  },
];

let store: TestStore;
let knowledge: Required<Pick<Knowledge, 'accepted' | 'quotes' | 'observations' | 'delivered'>>;
let ids: { readonly sold: string; readonly undone: string };

/** An order, with what its buyer was answered and saw. */
async function buy(currency: Currency): Promise<
  Omit<typeof knowledge, 'delivered'> & {
    readonly orderId: string;
    cancel(): Promise<void>;
    erase(): Promise<void>;
  }
> {
  const buyer = await guest(store.graphqlUrl);
  const variant = await findVariant(graphqlClient(store.graphqlUrl), 10);
  const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 2 }], currency);
  const shown = await chooseDelivery(buyer, cart.id, 'standard');
  const input = placeInput(cart);
  const { id: orderId } = await placeOrder(buyer, input);
  const steps = (await followToEnd(buyer, orderId)).map(({ orderStatusChanged }) => orderStatusChanged);
  const { me } = await buyer.ask<{ me: { id: string } }>('{ me { id } }');
  const accepted = [{ orderId, ownerId: me.id, key: input.idempotencyKey }];
  const cancel = async () => {
    await buyer.ask(`mutation ($input: OrderCancelInput!) { orderCancel(input: $input) { __typename } }`, {
      input: { orderId },
    });
  };
  const erase = async () => {
    const mutation = `mutation ($input: CustomerEraseInput!) { customerErase(input: $input) { __typename } }`;
    expect(await buyer.ask(mutation, { input: {} })).toEqual({
      customerErase: { __typename: 'CustomerEraseSuccess' },
    });
  };
  return {
    orderId,
    erase,
    accepted,
    quotes: [{ orderId, ...shown }],
    observations: [{ subscriber: 'anna', orderId, steps, isComplete: false }],
    cancel,
  };
}

/** Whether nobody of the store knows any more whose an order was; a cancellation may still be under way when they are asked. */
async function isForgotten(orderId: string): Promise<boolean> {
  const open = 'SELECT FROM personal_data.erasures WHERE erased_at IS NULL';
  const left = await Promise.all(answeringDomains.map((domain) => queryDomain(store, domain, open)));
  const erased = 'SELECT FROM orders WHERE id = $1::uuid AND erased_at IS NOT NULL';
  return left.flat().length === 0 && (await queryDomain(store, 'orders', erased, [orderId])).length === 1;
}

beforeAll(async () => {
  store = await startTestStore();
  const staff = await staffClient(store.graphqlUrl);
  const repriced = await findVariant(staff, 10, 20);
  for (const amount of ['10.00', '11.00', '12.00']) await setPrice(staff, repriced.id, amount);
  const delivered = await readDeliveries(store);
  const [sold, undone, erased] = [await buy('USD'), await buy('EUR'), await buy('EUR')];
  await undone.cancel();
  await erased.cancel();
  await erased.erase();
  knowledge = {
    accepted: [...sold.accepted, ...undone.accepted, ...erased.accepted],
    quotes: [...sold.quotes, ...undone.quotes, ...erased.quotes],
    observations: [...sold.observations, ...undone.observations, ...erased.observations],
    delivered,
  };
  ids = { sold: sold.orderId, undone: undone.orderId };
  await waitFor(() => isForgotten(erased.orderId), { timeoutMs: 90_000, describe: 'an order to be erased' });
  await waitFor(async () => (await violations(store, knowledge)).length === 0, {
    timeoutMs: 90_000,
    intervalMs: 500,
    describe: 'the store to come to rest',
  });
  await Promise.all(domains.map((domain) => store.process(domain).stop()));
  await store.process('simulator').stop();
});
afterAll(async () => {
  await store.stop();
});

describe('what is read from the databases of a store', () => {
  it('violates nothing when all is well', async () => {
    expect(await violations(store, knowledge)).toEqual([]);
    const [counts] = await queryDomain(store, 'orders', 'SELECT count(*)::int AS orders FROM orders');
    expect(counts).toMatchObject({ orders: 63 });
  });

  it.each(damages)('reveals that $invariant is broken by $sql', async ({ invariant, domain, sql, says }) => {
    const values = [ids.sold, ids.undone];
    const found = await withBrokenCopy(store, { domain, sql, values }, (databases) =>
      violations(databases, knowledge),
    );
    const named = found.filter((violation) => violation.invariant === invariant);
    const expected = says.replace('<sold>', ids.sold).replace('<undone>', ids.undone);
    expect(named.map(({ message }) => message).join('\n')).toContain(expected);
  });

  it('reveals a buyer who was refused and has an order, and one who saw a status that is not true', async () => {
    const [first] = knowledge.accepted;
    const refused = [{ ownerId: first?.ownerId ?? '', key: first?.key ?? '', reason: 'PriceChangedError' }];
    expect(await violations(store, { refused })).toMatchObject([
      { invariant: 'one-key-one-order', orderId: ids.sold },
    ]);
    const steps = [{ version: 6, status: 'CANCELLED' }];
    const observations = [{ subscriber: 'bob', orderId: ids.sold, steps, isComplete: true }];
    expect(await violations(store, { observations })).toMatchObject([
      { invariant: 'rising-versions', orderId: ids.sold },
    ]);
  });
});
