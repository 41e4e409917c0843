import {
  customerChanged,
  customerRegistered,
  emailLinkRequested,
  fulfillmentDelivered,
  fulfillmentShipped,
  guestClaimed,
  orderAccessRequested,
  passwordResetRequested,
  orderCancelled,
  orderConfirmed,
  orderInReview,
  variantChanged,
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
  let products: TestSender;
  let smtp: TestSmtp;
  let notifications: TestNotifications;
  const stack = new AsyncDisposableStack();
  beforeAll(async () => {
    nats = stack.use(await startTestNats());
    smtp = stack.use(await startTestSmtp());
    const sent = [
      orderInReview,
      orderConfirmed,
      fulfillmentShipped,
      fulfillmentDelivered,
      orderCancelled,
      orderAccessRequested,
    ];
    orders = stack.use(await startSender(nats, 'orders', sent));
    accounts = stack.use(
      await startSender(nats, 'accounts', [
        customerRegistered,
        emailLinkRequested,
        customerChanged,
        guestClaimed,
        passwordResetRequested,
      ]),
    );
    products = stack.use(await startSender(nats, 'products', [variantChanged]));
    notifications = stack.use(
      await startTestNotifications({ natsUrl: nats.urlFor('notifications'), smtpUrl: smtp.url }),
    );
  });
  afterAll(() => stack.disposeAsync());
  const mailsTo = (address: string) => smtp.mails.filter((mail) => mail.to?.[0]?.address === address);
  const firstTo = (address: string) => smtp.waitForMail((mail) => mail.to?.[0]?.address === address);

  const textsOf = (userId: string) =>
    notifications.database.statements
      .selectFrom('notifications')
      .select(['state', 'body', 'html'])
      .where('userId', '=', userId)
      .execute();

  it('becomes one mail with the lines and totals, however often it is sent', async () => {
    const order = orderFor('buyer@example.com');
    await orders.send(orderConfirmed, order);
    const mail = await firstTo('buyer@example.com');
    expect(mail).toMatchObject({
      from: { name: 'Kiln & Co.', address: 'store@example.com' },
      subject: 'Your order CW-100001 is confirmed',
    });
    expect(mail.text).toContain('2 x Oak stool (Natural), each €49.00, €98.00');
    expect(mail.text).toContain('Shipping: €4.90');
    expect(mail.text).toContain('Total: €102.90');
    expect(mail.html).toContain('€102.90');
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
    const reason = {
      reasonCode: 'PAYMENT_DECLINED',
      reason: 'The card was declined.',
      payment: 'none',
    } as const;
    await orders.send(orderCancelled, { ...cancelled, ...reason, cancelledAt: sample.confirmedAt });
    const mail = await firstTo('german@example.com');
    expect(mail.subject).toBe('Ihre Bestellung CW-100001 wurde storniert');
    expect(mail.text).toContain('Die Zahlung wurde abgelehnt. Ihnen wurde nichts berechnet.');
    expect(mail.headers).toContainEqual(expect.objectContaining({ key: 'content-language', value: 'de' }));
    expect(mail.html).toContain("lang='de'");
  });

  it('is in the customer’s own language before that of the request, and greets who has confirmed the address', async () => {
    const order = { ...orderFor('locale@example.com'), locale: 'en' };
    const { customerId } = order;
    const { database } = notifications;
    const written = async (to: string) => {
      const { subject, text, headers } = await firstTo(to);
      const language = headers.find(({ key }) => key === 'content-language')?.value;
      return { subject, greeting: text?.split('\n')[0], language };
    };
    const customer = { customerId, email: 'welcome@example.com', firstName: 'Robin', locale: 'de' };
    await accounts.send(customerRegistered, customer);
    expect(await written('welcome@example.com')).toEqual({
      subject: 'Willkommen',
      greeting: 'Guten Tag,',
      language: 'de',
    });
    await orders.send(orderConfirmed, order);
    expect(await written('locale@example.com')).toEqual({
      subject: 'Ihre Bestellung CW-100001 ist bestätigt',
      greeting: 'Guten Tag,',
      language: 'de',
    });
    await accounts.send(customerChanged, { customerId, version: 2, firstName: 'Kim', locale: 'en-GB' });
    await waitFor(async () => {
      const known = database.statements.selectFrom('customers').selectAll();
      return (await known.where('customerId', '=', customerId).executeTakeFirst())?.version === 2;
    });
    await database.statements
      .updateTable('customers')
      .set({ confirmedEmail: 'later@example.com' })
      .where('customerId', '=', customerId)
      .execute();
    await orders.send(orderConfirmed, {
      ...order,
      orderId: uuidv7(),
      email: 'later@example.com',
      locale: 'de',
    });
    expect(await written('later@example.com')).toMatchObject({ greeting: 'Hello Kim,', language: 'en' });
    const { data } = await notifications.graphql(
      { id: customerId },
      '{ notifications { nodes { type language } } }',
    );
    expect(data).toMatchObject({
      notifications: {
        nodes: [
          { type: 'ORDER_CONFIRMED', language: 'en' },
          { type: 'ORDER_CONFIRMED', language: 'de' },
          { type: 'CUSTOMER_WELCOME', language: 'de' },
        ],
      },
    });
  });

  it('says nothing to an unconfirmed address that its sender wrote', async () => {
    const [customerId, email] = [uuidv7(), 'stranger@example.com'];
    const typed = {
      firstName: 'Evilname',
      lastName: 'Evilfamily',
      company: 'Evilfirm',
      line1: 'Evilstreet 1',
    };
    await accounts.send(customerRegistered, { customerId, email, firstName: 'Evilname', locale: 'en' });
    const order = { ...orderFor(email), customerId };
    const shippingAddress = { ...order.shippingAddress, ...typed, line2: 'Evilfloor', city: 'Eviltown' };
    await orders.send(orderConfirmed, { ...order, shippingAddress });
    const confirmed = await smtp.waitForMail(
      ({ to, subject }) => to?.[0]?.address === email && subject?.includes('confirmed') === true,
    );
    expect(confirmed.text).toContain('2 x Oak stool');
    await expect.poll(() => mailsTo(email)).toHaveLength(2);
    for (const { subject, text, html } of mailsTo(email))
      expect(`${String(subject)}${String(text)}${String(html)}`).not.toContain('Evil');
  });

  const linkTo = (email: string, customerId: string = uuidv7()) => {
    const about = { requestId: uuidv7(), customerId, email, locale: 'en' };
    return { ...about, token: 'held-secret', expiresAt: sample.confirmedAt };
  };
  const storedTo = (pattern: string) =>
    notifications.database.statements
      .selectFrom('notifications')
      .select(['type', 'state', 'body', 'html', 'lastError'])
      .where('recipient', 'like', pattern)
      .execute();

  it('is bounded for each mailbox, but for what was paid', async () => {
    const address = (number: number) => `bombed+${number}@example.com`;
    for (let number = 0; number < 14; number += 1)
      await accounts.send(passwordResetRequested, linkTo(address(number)));
    await expect
      .poll(async () => (await storedTo('bombed+%')).filter(({ state }) => state !== 'PENDING').length)
      .toBe(14);
    const held = (await storedTo('bombed+%')).filter(({ state }) => state === 'FAILED');
    expect(held).toHaveLength(9);
    for (const mail of held)
      expect(mail).toMatchObject({
        body: '',
        html: '',
        lastError: 'too many mails to this address within an hour',
      });
    await orders.send(orderConfirmed, orderFor(address(99)));
    expect((await firstTo(address(99))).subject).toBe('Your order CW-100001 is confirmed');
    const sent = smtp.mails.filter(({ to }) => to?.[0]?.address?.startsWith('bombed+'));
    expect(sent).toHaveLength(6);
  });

  it('reaches who asks for it, whatever strangers had sent to their mailbox', async () => {
    const [owner, customerId] = ['wanted@example.com', uuidv7()];
    const known = { customerId, version: 1, firstName: 'Sam', locale: 'en', confirmedEmail: owner };
    await notifications.database.statements.insertInto('customers').values(known).execute();
    for (let number = 0; number < 12; number += 1) {
      const email = `wanted+${number}@example.com`;
      await accounts.send(customerRegistered, {
        customerId: uuidv7(),
        email,
        firstName: 'Eve',
        locale: 'en',
      });
      await accounts.send(emailLinkRequested, { ...linkTo(email), purpose: 'verify' as const });
      await accounts.send(passwordResetRequested, linkTo(email));
    }
    const heldOf = async (type: string) =>
      (await storedTo('wanted+%')).filter((mail) => mail.type === type && mail.state === 'FAILED').length;
    await expect.poll(async () => (await storedTo('wanted+%')).length).toBe(36);
    const held = ['CUSTOMER_WELCOME', 'EMAIL_VERIFICATION_LINK', 'PASSWORD_RESET_LINK'];
    expect(await Promise.all(held.map(heldOf))).toEqual([2, 7, 7]);
    await accounts.send(passwordResetRequested, linkTo(owner, customerId));
    expect((await firstTo(owner)).subject).toBe('Choose a new password');
  });

  it('is held back as a mail alone, and stands in its reader’s list', async () => {
    const customerId = uuidv7();
    const cancelled = {
      reasonCode: 'PAYMENT_DECLINED',
      reason: 'The card was declined.',
      payment: 'none',
      cancelledAt: sample.confirmedAt,
    } as const;
    for (let number = 0; number < 12; number += 1) {
      const order = { ...orderFor(`owner+${number}@example.com`), customerId };
      await orders.send(orderCancelled, { ...order, ...cancelled });
    }
    await expect
      .poll(async () => (await textsOf(customerId)).filter(({ state }) => state === 'FAILED').length)
      .toBeGreaterThan(0);
    await expect.poll(async () => (await textsOf(customerId)).length).toBe(12);
    for (const { state, html, body } of await textsOf(customerId)) {
      expect(body).toContain('was declined');
      if (state === 'FAILED') expect(html).toBe('');
    }
    const query = `{ notifications { totalCount nodes { body } } }`;
    const { data } = await notifications.graphql<{ notifications: { nodes: { body: string }[] } }>(
      { id: customerId },
      query,
    );
    expect(data.notifications).toMatchObject({ totalCount: 12 });
    for (const { body } of data.notifications.nodes) expect(body).toContain('was declined');
  });

  it('shows the pictures that products announced', async () => {
    const order = orderFor('pictures@example.com');
    const [line] = order.lines;
    if (line === undefined) throw new Error('The sample has a line.');
    const variantId = uuidv7();
    const [, latest] = variantChanged.samples as readonly DataOf<typeof variantChanged>[];
    if (latest === undefined) throw new Error('There is a sample with a picture.');
    await products.send(variantChanged, { ...latest, variantId });
    await waitFor(async () => {
      const known = notifications.database.statements.selectFrom('variantPictures').selectAll();
      return (await known.where('variantId', '=', variantId).executeTakeFirst()) !== undefined;
    });
    await orders.send(orderConfirmed, { ...order, lines: [{ ...line, variantId }] });
    expect((await firstTo('pictures@example.com')).html).toMatch(
      /<img\s+src='http[^']+\/media\/[^']+\/mail\.jpg'/,
    );
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
      expect(shipped).toContain('A part of your order CW-100001 is on its way');
      expect(shipped).toContain(trackingUrl);
      expect(shipped).toContain('1 x Oak stool (Natural)');
    }
    expect(
      texts.filter((text) => text.startsWith('A part of your order CW-100001 has arrived')),
    ).toHaveLength(1);
  });

  it('tells once that an order is being checked, in the buyer’s language, and again once it is confirmed', async () => {
    const order = { ...orderFor('checked@example.com'), locale: 'de' };
    const { orderId, customerId, number, email, locale } = order;
    for (let time = 0; time < 2; time += 1) {
      await orders.send(orderInReview, { orderId, customerId, number, email, locale });
      await sql`DELETE FROM messaging.inbox`.execute(notifications.database.statements); // as after its retention
    }
    await orders.send(orderConfirmed, order);
    await expect.poll(() => mailsTo(email)).toHaveLength(2);
    const subjects = mailsTo(email).map(({ subject }) => subject);
    expect(new Set(subjects)).toEqual(
      new Set(['Wir prüfen Ihre Bestellung CW-100001', 'Ihre Bestellung CW-100001 ist bestätigt']),
    );
    const { data } = await notifications.graphql({ id: customerId }, '{ notifications { nodes { type } } }');
    expect(data).toMatchObject({
      notifications: { nodes: [{ type: 'ORDER_CONFIRMED' }, { type: 'ORDER_IN_REVIEW' }] },
    });
  });

  it('sends what opens an order to the address of the order', async () => {
    const { orderId, customerId, number, locale } = orderFor('');
    const request = { requestId: uuidv7(), token: 'opens-it', expiresAt: sample.confirmedAt };
    const email = 'guest@example.com';
    await orders.send(orderAccessRequested, { ...request, orderId, customerId, number, locale, email });
    const link = 'https://shop.example/orders/CW-100001?token=opens-it';
    expect((await firstTo(email)).text).toContain(link);
    await expect.poll(() => textsOf(customerId)).toEqual([{ state: 'SENT', body: '', html: '' }]);
    const { data } = await notifications.graphql({ id: customerId }, '{ notifications { totalCount } }');
    expect(data).toEqual({ notifications: { totalCount: 0 } });
  });

  it('sends what sets a new password by mail alone, and forgets it then', async () => {
    const [customerId, email] = [uuidv7(), 'forgetful@example.com'];
    const request = { requestId: uuidv7(), token: 'sets-it', expiresAt: sample.confirmedAt };
    await accounts.send(passwordResetRequested, { ...request, customerId, email, locale: 'en' });
    expect((await firstTo(email)).text).toContain('https://shop.example/password-reset?token=sets-it');
    await expect.poll(() => textsOf(customerId)).toEqual([{ state: 'SENT', body: '', html: '' }]);
    const query = `{ notifications { totalCount nodes { id } } }`;
    const { data } = await notifications.graphql({ id: customerId }, query);
    expect(data).toEqual({ notifications: { totalCount: 0, nodes: [] } });
  });

  it('welcomes a new customer, who cannot smuggle in another recipient', async () => {
    const customer = { customerId: uuidv7(), firstName: 'Sam', locale: 'en' };
    await accounts.send(customerRegistered, { ...customer, email: 'one@example.com, two@example.com' });
    await accounts.send(customerRegistered, { ...customer, customerId: uuidv7(), email: 'new@example.com' });
    expect((await firstTo('new@example.com')).subject).toBe('Welcome');
    const recipients = smtp.mails.flatMap(({ to }) => to?.map(({ address }) => address));
    expect(recipients).not.toContain('two@example.com');
  });

  it('welcomes who has not proved the address by one mail, which proves it and repeats nothing', async () => {
    const customer = {
      customerId: uuidv7(),
      firstName: 'Evilname',
      locale: 'en',
      email: 'unproved@example.com',
    };
    await accounts.send(customerRegistered, { ...customer, isAskedToConfirm: true });
    const about = { requestId: uuidv7(), purpose: 'verify', token: 'first-link' } as const;
    const { customerId, email, locale } = customer;
    const expiresAt = new Date().toISOString();
    await accounts.send(emailLinkRequested, { ...about, customerId, email, locale, expiresAt });
    const mail = await firstTo(customer.email);
    expect(mail.subject).toBe('Confirm your e-mail address');
    expect(mail.text).toContain('/email-verification?token=first-link');
    expect(`${String(mail.text)}${String(mail.html)}`).not.toContain('Evilname');
    expect(mailsTo(customer.email)).toHaveLength(1);
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
