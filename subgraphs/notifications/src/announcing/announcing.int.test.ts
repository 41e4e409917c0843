import {
  customerRegistered,
  fulfillmentDelivered,
  fulfillmentShipped,
  guestClaimed,
  orderAccessRequested,
  orderCancelled,
  orderConfirmed,
  type DataOf,
} from '@cartwright/events';
import {
  startSender,
  startTestNats,
  startTestSmtp,
  waitFor,
  type TestNats,
  type TestSender,
  type TestSmtp,
} from '@cartwright/testing';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestNotifications, type TestNotifications } from '../../test/start-test-notifications.ts';
import { storedNotifications } from '../../test/stored-notifications.ts';

const sample = orderConfirmed.samples[0] as DataOf<typeof orderConfirmed>;
const orderFor = (email: string) => ({ ...sample, orderId: uuidv7(), customerId: uuidv7(), email });

describe('what other domains announce', () => {
  let nats: TestNats;
  let orders: TestSender;
  let accounts: TestSender;
  let smtp: TestSmtp;
  let notifications: TestNotifications;
  const stack = new AsyncDisposableStack();
  beforeAll(async () => {
    nats = stack.use(await startTestNats());
    smtp = stack.use(await startTestSmtp());
    const sent = [
      orderConfirmed,
      fulfillmentShipped,
      fulfillmentDelivered,
      orderCancelled,
      orderAccessRequested,
    ];
    orders = stack.use(await startSender(nats, 'orders', sent));
    accounts = stack.use(await startSender(nats, 'accounts', [customerRegistered, guestClaimed]));
    notifications = stack.use(
      await startTestNotifications({ natsUrl: nats.urlFor('notifications'), smtpUrl: smtp.url }),
    );
  });
  afterAll(() => stack.disposeAsync());
  const mailsTo = (address: string) => smtp.mails.filter((mail) => mail.to?.[0]?.address === address);
  const firstTo = (address: string) => smtp.waitForMail((mail) => mail.to?.[0]?.address === address);

  it('becomes one mail with the lines and totals, however often it is sent', async () => {
    const order = orderFor('buyer@example.com');
    await orders.send(orderConfirmed, order);
    const mail = await firstTo('buyer@example.com');
    expect(mail).toMatchObject({
      from: { name: 'Cartwright', address: 'store@example.com' },
      subject: 'Your order CW-100001 is confirmed',
    });
    expect(mail.text).toContain('2 x Oak stool (Natural)  49.00 EUR  98.00 EUR');
    expect(mail.text).toContain('Shipping: 4.90 EUR');
    expect(mail.text).toContain('Total: 102.90 EUR');
    expect(mail.html).toContain('102.90 EUR');
    await orders.send(orderConfirmed, order);
    await sql`DELETE FROM messaging.inbox`.execute(notifications.database.statements); // as after its retention
    await orders.send(orderConfirmed, order);
    await orders.send(orderConfirmed, orderFor('next@example.com'));
    await firstTo('next@example.com');
    expect(mailsTo('buyer@example.com')).toHaveLength(1);
    expect(await storedNotifications(notifications.database.statements, order.orderId)).toMatchObject([
      { state: 'SENT', attempts: 1 },
    ]);
  });

  it('tells why an order was cancelled, in the buyer’s language', async () => {
    const cancelled = { ...orderFor('german@example.com'), locale: 'de-DE' };
    const reason = { cancelledAt: sample.confirmedAt, reasonCode: 'PAYMENT_DECLINED', reason: 'Abgelehnt.' };
    await orders.send(orderCancelled, { ...cancelled, ...reason });
    const mail = await firstTo('german@example.com');
    expect(mail.subject).toBe('Ihre Bestellung CW-100001 wurde storniert');
    expect(mail.text).toContain('Abgelehnt.');
  });

  it('tells of each parcel of an order, when it is sent and when it has arrived', async () => {
    const order = orderFor('parcels@example.com');
    const [{ lineId } = { lineId: '' }] = order.lines;
    const parcel = (number: string) => ({
      fulfillmentId: uuidv7(),
      number: `CW-100001-${number}`,
      carrier: 'DHL',
      trackingNumber: `00340${number}`,
      trackingUrl: `https://example.com/${number}`,
      lines: [{ lineId, quantity: 1 }],
      shippedAt: sample.confirmedAt,
    });
    const [first, second] = [parcel('1'), parcel('2')];
    await orders.send(fulfillmentShipped, { ...order, fulfillment: first, isWholeOrderShipped: false });
    await orders.send(fulfillmentShipped, { ...order, fulfillment: second, isWholeOrderShipped: true });
    const arrived = { deliveredAt: sample.confirmedAt, isWholeOrderDelivered: false };
    await orders.send(fulfillmentDelivered, { ...order, ...arrived, fulfillment: first });
    const mails = await waitFor(() => {
      const found = mailsTo('parcels@example.com');
      return found.length === 3 && found;
    });
    const texts = mails.map(({ subject, text }) => `${subject ?? ''}\n${text ?? ''}`);
    for (const { trackingNumber, trackingUrl } of [first, second]) {
      const [shipped] = texts.filter((text) => text.includes(trackingNumber));
      expect(shipped).toContain('Your order CW-100001 is on its way');
      expect(shipped).toContain(trackingUrl);
      expect(shipped).toContain('1 x Oak stool (Natural)');
    }
    expect(texts.filter((text) => text.startsWith('Your order CW-100001 has arrived'))).toHaveLength(1);
  });

  it('sends what opens an order to the address of the order', async () => {
    const { orderId, customerId, number, locale } = orderFor('');
    const request = { requestId: uuidv7(), token: 'opens-it', expiresAt: sample.confirmedAt };
    const email = 'guest@example.com';
    await orders.send(orderAccessRequested, { ...request, orderId, customerId, number, locale, email });
    expect((await firstTo(email)).text).toContain('opens-it');
  });

  it('welcomes a new customer, who cannot smuggle in another recipient', async () => {
    const customer = { customerId: uuidv7(), firstName: 'Sam', locale: 'en' };
    await accounts.send(customerRegistered, { ...customer, email: 'one@example.com, two@example.com' });
    await accounts.send(customerRegistered, { ...customer, customerId: uuidv7(), email: 'new@example.com' });
    expect((await firstTo('new@example.com')).subject).toBe('Welcome, Sam');
    const recipients = smtp.mails.flatMap(({ to }) => to?.map(({ address }) => address));
    expect(recipients).not.toContain('two@example.com');
  });

  it('gives a guest’s notifications to the customer who claims the guest, also those that come later', async () => {
    const [before, after] = [orderFor('before@example.com'), orderFor('after@example.com')];
    const { customerId: guestId } = before;
    const customerId = uuidv7();
    await orders.send(orderConfirmed, before);
    await firstTo('before@example.com');
    await accounts.send(guestClaimed, { guestId, customerId });
    const owners = async () =>
      (await storedNotifications(notifications.database.statements, before.orderId)).map((row) => row.userId);
    await waitFor(async () => (await owners())[0] === customerId);
    await orders.send(orderConfirmed, { ...after, customerId: guestId });
    await firstTo('after@example.com');
    const query = '{ notifications { totalCount nodes { order { id } } } }';
    const { data } = await notifications.graphql({ id: customerId }, query);
    expect(data).toEqual({
      notifications: {
        totalCount: 2,
        nodes: [{ order: { id: after.orderId } }, { order: { id: before.orderId } }],
      },
    });
  });
});
