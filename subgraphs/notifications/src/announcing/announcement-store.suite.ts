import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import type { AnnouncementStore, NewNotification } from './ports.ts';
import type { NotificationType } from './rules.ts';

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
  return { id: uuidv7(), channel: 'EMAIL', businessId, type, userId, orderId: null, ...words };
}

/** What every store of announcements does. */
export function announcementStoreSuite(open: () => Promise<AnnouncementStoreUnderTest>): void {
  it('stores one notification per fact and type, however often it is announced', async () => {
    await using test = await open();
    const [fact, other, user] = [uuidv7(), uuidv7(), uuidv7()];
    const announceAll = () =>
      test.transaction((store) =>
        store.storeAnnounced([
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
      await store.storeAnnounced([notificationOf(uuidv7(), uuidv7())]);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await test.stored()).toEqual([]);
  });

  it('gives a claimed guest’s notifications, before and after, to the first customer who claims the guest', async () => {
    await using test = await open();
    const [guestId, customerId, late] = [uuidv7(), uuidv7(), uuidv7()];
    const announceOne = () =>
      test.transaction((store) => store.storeAnnounced([notificationOf(uuidv7(), guestId)]));
    await announceOne();
    await test.transaction((store) => store.claimGuest({ guestId, customerId }));
    await test.transaction((store) => store.claimGuest({ guestId, customerId: late }));
    await announceOne();
    expect((await test.stored()).map(({ userId }) => userId)).toEqual([customerId, customerId]);
  });

  it('leaves no notification with a guest who is claimed while it is announced', async () => {
    await using test = await open();
    const [guestId, customerId] = [uuidv7(), uuidv7()];
    const announcements = Array.from({ length: 4 }, () =>
      test.transaction((store) => store.storeAnnounced([notificationOf(uuidv7(), guestId)])),
    );
    const claim = test.transaction((store) => store.claimGuest({ guestId, customerId }));
    await Promise.all([...announcements, claim]);
    expect(new Set((await test.stored()).map(({ userId }) => userId))).toEqual(new Set([customerId]));
  });
}
