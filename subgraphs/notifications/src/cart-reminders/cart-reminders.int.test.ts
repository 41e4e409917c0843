import { cartAbandoned, userUpdated, variantChanged, type DataOf } from '@cartwright/events';
import {
  startSender,
  startTestNats,
  startTestSmtp,
  testCartLinks,
  waitFor,
  type TestSender,
  type TestSmtp,
} from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestNotifications, type TestNotifications } from '../../test/start-test-notifications.ts';
import { storedNotifications } from '../../test/stored-notifications.ts';
import { say } from '../consents/door.ts';
import { erase } from '../personal-data/use-cases.ts';

const stack = new AsyncDisposableStack();
/** To the second, as links have it. */
const abandonedAt = new Date(Math.floor(Date.now() / 1000) * 1000);
const hourMs = 3_600_000;
let now = abandonedAt;
let accounts: TestSender;
let carts: TestSender;
let products: TestSender;
let smtp: TestSmtp;
let notifications: TestNotifications;
beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  smtp = stack.use(await startTestSmtp());
  accounts = stack.use(await startSender(nats, 'accounts', [userUpdated]));
  products = stack.use(await startSender(nats, 'products', [variantChanged]));
  carts = stack.use(await startSender(nats, 'carts', [cartAbandoned]));
  const at = { natsUrl: nats.urlFor('notifications'), smtpUrl: smtp.url, now: () => now };
  notifications = stack.use(await startTestNotifications(at));
});
afterAll(() => stack.disposeAsync());

const db = () => notifications.database.statements;
const newEmail = () => `${uuidv7()}@example.com`;
const sampleUser = userUpdated.samples.at(-1) as DataOf<typeof userUpdated>;
const sampleCart = cartAbandoned.samples.at(-1) as DataOf<typeof cartAbandoned>;
const sampleVariant = variantChanged.samples.at(-1) as DataOf<typeof variantChanged>;

/** A customer who has proved an address is known. */
async function customer(locale = 'en'): Promise<{ customerId: string; email: string }> {
  const [customerId, email] = [uuidv7(), newEmail()];
  await accounts.send(userUpdated, { ...sampleUser, customerId, email, locale, isEmailVerified: true });
  await waitFor(async () => {
    const known = db().selectFrom('customers').select('customerId').where('customerId', '=', customerId);
    return (await known.execute()).length === 1;
  });
  return { customerId, email };
}

/** What a customer says in their account, by the API. */
async function prefer(customerId: string, cartReminder: boolean) {
  const { data } = await notifications.graphql<{ result: { preferences: { kinds: object[] } } }>(
    { id: customerId, role: 'CUSTOMER' },
    `mutation ($input: NotificationPreferencesUpdateInput!) { result: notificationPreferencesUpdate(input: $input) {
      ... on NotificationPreferencesUpdateSuccess { preferences { kinds { kind isOn source } } } } }`,
    { input: { cartReminder } },
  );
  return data.result.preferences.kinds;
}

/** Somebody has agreed for an address, or withdrawn. */
const saySelf = (email: string, isGiven: boolean) => {
  const dependencies = { newId: uuidv7, now: () => now, onWithdrawn: () => Promise.resolve() };
  const said = { email, userId: null, source: 'ACCOUNT', kinds: { CART_REMINDER: isGiven } } as const;
  return notifications.database.transaction((tx) => say(dependencies, tx, said));
};

async function abandon(more: Partial<DataOf<typeof cartAbandoned>>) {
  const cart = { ...sampleCart, abandonmentId: uuidv7(), cartId: uuidv7(), ...more };
  await carts.send(cartAbandoned, { ...cart, abandonedAt: abandonedAt.toISOString() });
  return cart;
}

const stored = (abandonmentId: string) => storedNotifications(db(), abandonmentId);

/** All that was said before was handled: what is told of one cart after another is handled in that order. */
async function settled(cartId: string): Promise<void> {
  const email = newEmail();
  await saySelf(email, true);
  const { abandonmentId } = await abandon({ cartId, isGuest: true, email, customerId: uuidv7() });
  await expect.poll(() => stored(abandonmentId)).toHaveLength(1);
}

describe('who has left a cart', () => {
  it('is reminded of it at their own address, in their language, once they have agreed', async () => {
    const { customerId, email } = await customer('de-AT');
    const unasked = await abandon({ isGuest: false, email: null, customerId });
    await settled(unasked.cartId);
    expect(await stored(unasked.abandonmentId)).toEqual([]);

    expect(await prefer(customerId, true)).toContainEqual({
      kind: 'CART_REMINDER',
      isOn: true,
      source: 'ACCOUNT',
    });
    const variantId = uuidv7();
    const imageUrl = '/media/stool/mail.jpg';
    await products.send(variantChanged, { ...sampleVariant, variantId, imageUrl });
    await waitFor(async () => {
      const pictured = db()
        .selectFrom('variantPictures')
        .select('variantId')
        .where('variantId', '=', variantId);
      return (await pictured.execute()).length === 1;
    });
    const lines = sampleCart.lines.map((line) => ({ ...line, variantId }));
    const cart = await abandon({ isGuest: false, email: null, customerId, lines });
    const mail = await smtp.waitForMail(({ to }) => to?.[0]?.address === email);
    expect(mail.subject).toBe('In Ihrem Warenkorb liegt noch etwas');
    expect(mail.text).toContain('2 x Hocker aus Eiche (Natur)');
    expect(mail.text).toMatch(/Gesamt: 98,00\s€/);
    expect(mail.html).toContain("src='http://localhost:4000/media/stool/mail.jpg'");
    const [, token = ''] =
      /https:\/\/shop\.example\/cart-restore\?token=([\w-]+)/.exec(mail.text ?? '') ?? [];
    const expiresAt = new Date(abandonedAt.getTime() + 30 * 24 * hourMs);
    expect(testCartLinks.read(token)).toEqual({ cartId: cart.cartId, expiresAt });
    expect(mail.headers.find(({ key }) => key === 'list-unsubscribe-post')?.value).toContain('One-Click');
  });

  it('is not reminded any more once they have unsubscribed by the button of the mail', async () => {
    const { customerId, email } = await customer();
    await prefer(customerId, true);
    await abandon({ isGuest: false, email: null, customerId });
    const mail = await smtp.waitForMail(({ to }) => to?.[0]?.address === email);
    const header = mail.headers.find(({ key }) => key === 'list-unsubscribe')?.value;
    const [pathname = ''] = /\/unsubscribe\/[\w-]+/.exec(header ?? '') ?? [];
    const page = await fetch(new URL(pathname, notifications.url));
    expect(await page.text()).toContain('mails about what is in your cart');
    const posted = { method: 'POST', body: 'List-Unsubscribe=One-Click' };
    expect((await fetch(new URL(pathname, notifications.url), posted)).status).toBe(200);
    const later = await abandon({ isGuest: false, email: null, customerId });
    await settled(later.cartId);
    expect(await stored(later.abandonmentId)).toEqual([]);
  });

  it('as a guest is reminded at the address that they gave only where its owner has agreed', async () => {
    const [agreed, silent] = [newEmail(), newEmail()];
    await saySelf(agreed, true);
    const cart = await abandon({ isGuest: true, email: agreed.toUpperCase(), customerId: uuidv7() });
    await expect.poll(() => stored(cart.abandonmentId)).toMatchObject([{ recipient: agreed }]);
    const other = await abandon({ isGuest: true, email: silent, customerId: uuidv7() });
    const nobody = await abandon({ isGuest: true, email: null, customerId: uuidv7(), cartId: other.cartId });
    await settled(other.cartId);
    expect([await stored(other.abandonmentId), await stored(nobody.abandonmentId)]).toEqual([[], []]);
  });

  it('is reminded of no cart of which that is no news, and of none once they are erased', async () => {
    const { customerId } = await customer();
    await prefer(customerId, true);
    now = new Date(abandonedAt.getTime() + 13 * hourMs);
    const late = await abandon({ isGuest: false, email: null, customerId });
    await expect
      .poll(() => db().selectFrom('feedEvents').select('id').where('subject', '=', late.cartId).execute())
      .toHaveLength(1);
    now = abandonedAt;
    expect(await stored(late.abandonmentId)).toEqual([]);
    await notifications.database.transaction((tx) =>
      erase(tx, { customerId, ids: [customerId], erasedAt: null }),
    );
    const gone = await abandon({ isGuest: false, email: null, customerId });
    await settled(gone.cartId);
    expect(await stored(gone.abandonmentId)).toEqual([]);
  });
});

it('merchants are told of the cart, and of nobody', async () => {
  const cart = await abandon({ isGuest: true, email: newEmail(), customerId: uuidv7() });
  await expect
    .poll(() =>
      db().selectFrom('feedEvents').select(['type', 'data']).where('subject', '=', cart.cartId).execute(),
    )
    .toHaveLength(1);
  const [event] = await db()
    .selectFrom('feedEvents')
    .select('data')
    .where('subject', '=', cart.cartId)
    .execute();
  expect(event?.data).toMatchObject({ cartId: cart.cartId, number: 1, totalMinor: 9800 });
  expect(Object.keys(event?.data as object)).not.toEqual(expect.arrayContaining(['email']));
  expect(JSON.stringify(event)).not.toContain(cart.email);
  expect(JSON.stringify(event)).not.toContain(cart.customerId);
});
