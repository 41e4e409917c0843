import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import type { AnnouncementStore, NewNotification } from './ports.ts';
import type { NotificationType } from './rules/announcement.ts';

/** A store of announcements, and what a test needs to see beside it. */
export interface AnnouncementStoreUnderTest extends AsyncDisposable {
  readonly transaction: <R>(work: (store: AnnouncementStore) => Promise<R>) => Promise<R>;
  /** In no particular order. */
  readonly stored: () => Promise<
    { readonly businessId: string; readonly type: string; readonly userId: string; readonly state: string }[]
  >;
}

function notificationOf(
  businessId: string,
  userId: string,
  type: NotificationType = 'ORDER_CONFIRMED',
): NewNotification {
  const words = { recipient: 'sam@example.com', title: 'Title', body: 'Text', html: '<p>Text</p>' };
  return {
    id: uuidv7(),
    channel: 'EMAIL',
    businessId,
    type,
    userId,
    orderId: null,
    language: 'en',
    ...words,
  };
}

/** Stores notifications, as who announces them does. */
async function announce(store: AnnouncementStore, notifications: readonly NewNotification[]): Promise<void> {
  await store.findCustomers(notifications.map(({ userId }) => userId));
  await store.storeAnnounced(notifications);
}

/** What every store of announcements does. */
export function announcementStoreSuite(open: () => Promise<AnnouncementStoreUnderTest>): void {
  it('stores one notification per fact and type, however often it is announced', async () => {
    await using test = await open();
    const [fact, other, user] = [uuidv7(), uuidv7(), uuidv7()];
    const announceAll = () =>
      test.transaction((store) =>
        announce(store, [
          notificationOf(fact, user),
          notificationOf(fact, user, 'ORDER_CANCELLED'),
          notificationOf(other, user),
        ]),
      );
    await announceAll();
    await announceAll();
    const stored = (await test.stored()).map(({ businessId, type }) => `${businessId} ${type}`);
    expect(stored.toSorted()).toEqual(
      [`${fact} ORDER_CONFIRMED`, `${fact} ORDER_CANCELLED`, `${other} ORDER_CONFIRMED`].toSorted(),
    );
    expect((await test.stored()).every(({ state }) => state === 'PENDING')).toBe(true);
  });

  it('stores nothing of a transaction that fails', async () => {
    await using test = await open();
    const work = test.transaction(async (store) => {
      await announce(store, [notificationOf(uuidv7(), uuidv7())]);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await test.stored()).toEqual([]);
  });

  it('gives a claimed guest’s notifications, before and after, to the first customer who claims the guest', async () => {
    await using test = await open();
    const [guestId, customerId, late] = [uuidv7(), uuidv7(), uuidv7()];
    const announceOne = () =>
      test.transaction((store) => announce(store, [notificationOf(uuidv7(), guestId)]));
    await announceOne();
    await test.transaction((store) => store.claimGuest({ guestId, customerId }));
    await test.transaction((store) => store.claimGuest({ guestId, customerId: late }));
    await announceOne();
    expect((await test.stored()).map(({ userId }) => userId)).toEqual([customerId, customerId]);
  });

  it('gives a guest’s notifications of one order to the customer whose order it turned out to be', async () => {
    await using test = await open();
    const [orderId, other, formerId, customerId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
    const about = (id: string) => ({ ...notificationOf(id, formerId), orderId: id });
    await test.transaction((store) => announce(store, [about(orderId), about(other)]));
    await test.transaction((store) => store.claimOrder({ orderId, formerId, customerId }));
    const owners = new Map((await test.stored()).map(({ businessId, userId }) => [businessId, userId]));
    expect([owners.get(orderId), owners.get(other)]).toEqual([customerId, formerId]);
  });

  it('leaves no notification with a guest who is claimed while it is announced', async () => {
    await using test = await open();
    const [guestId, customerId] = [uuidv7(), uuidv7()];
    const announcements = Array.from({ length: 4 }, () =>
      test.transaction((store) => announce(store, [notificationOf(uuidv7(), guestId)])),
    );
    const claim = test.transaction((store) => store.claimGuest({ guestId, customerId }));
    await Promise.all([...announcements, claim]);
    expect(new Set((await test.stored()).map(({ userId }) => userId))).toEqual(new Set([customerId]));
  });

  it('knows customers by the newest that was said of them, also as the guests that they were', async () => {
    await using test = await open();
    const [customerId, guestId, stranger] = [uuidv7(), uuidv7(), uuidv7()];
    const save = (version: number, firstName: string, locale: string) =>
      test.transaction((store) =>
        store.saveCustomers([
          { customerId, version, firstName, locale, confirmedEmail: `${version}@example.com` },
        ]),
      );
    const find = () =>
      test.transaction((store) => store.findCustomers([customerId, guestId, stranger, guestId]));
    await save(2, 'Sam', 'de-AT');
    await save(1, 'Old', 'en');
    expect(await find()).toMatchObject(new Map([[customerId, { firstName: 'Sam', locale: 'de-AT' }]]));
    await test.transaction((store) => store.claimGuest({ guestId, customerId }));
    await save(3, 'Robin', 'fr');
    const robin = { firstName: 'Robin', locale: 'fr', confirmedEmail: '3@example.com' };
    const found = await find();
    expect(found.get(customerId)).toMatchObject(robin);
    expect(found.get(guestId)).toMatchObject(robin);
    expect(found.has(stranger)).toBe(false);
  });

  it('knows pictures by the newest that was said of them', async () => {
    await using test = await open();
    const [variantId, bare] = [uuidv7(), uuidv7()];
    const save = (version: number, imageUrl: string | null) =>
      test.transaction((store) =>
        store.savePictures([
          { variantId, version, imageUrl },
          { variantId: bare, version, imageUrl: null },
        ]),
      );
    const find = () => test.transaction((store) => store.findPictures([variantId, bare, uuidv7()]));
    await save(2, '/media/2/mail.jpg');
    await save(1, '/media/1/mail.jpg');
    expect(await find()).toEqual(new Map([[variantId, '/media/2/mail.jpg']]));
    await save(3, null);
    expect(await find()).toEqual(new Map());
  });
}
