import type { Transaction } from '@cartwright/database';
import { describe, expect, it } from 'vitest';
import { placedOrder } from '../../test/placed-order.ts';
import type { Tables } from '../generated/tables.ts';
import type { Checkout, NewOrder, OrderWithLines, TimelineEntry } from '../order/door.ts';
import type { CheckoutStore, CheckoutsWithin } from './ports.ts';

/** The store under test, and what is needed to fill it and to look into it. */
export interface CheckoutStoreHarness {
  readonly checkouts: CheckoutsWithin;
  /** Runs work in a transaction of its own. */
  readonly transaction: <R>(work: (tx: Transaction<Tables>) => Promise<R>) => Promise<R>;
  /** Stores an order and commits it. */
  readonly place: (placed: NewOrder) => Promise<unknown>;
  /** The timeline of an order, oldest entry first. */
  readonly timelineOf: (orderId: string) => Promise<readonly TimelineEntry[]>;
}

const placedAt = new Date('2026-01-02T10:00:00.000Z');
const later = (seconds: number): Date => new Date(placedAt.getTime() + seconds * 1000);
const entry = (version: number): TimelineEntry => ({
  version,
  code: 'STOCK_RESERVED',
  message: `Entry ${version}.`,
  status: 'CREATED',
  compensation: false,
  occurredAt: later(version),
});
const confirmed: Checkout = {
  step: 'confirmed',
  stock: 'committed',
  payment: 'captured',
  fulfillment: 'SHIPPED',
  attempt: 3,
  stepStartedAt: later(31),
  deadlineAt: later(32),
  reservationExpiresAt: later(33),
  confirmedAt: later(34),
  cancellationReason: null,
  cancellationMessage: null,
  cancelRequestedAt: null,
  cancelledAt: null,
  payUntil: later(36),
  paymentAttempts: 2,
  paymentId: '01990000-0000-7000-8000-0000000000f2',
  paymentMethodToken: 'sim_other',
  returnUrl: 'https://shop.example.com/return',
  nextPayment: null,
  signals: { email: 'a', addresses: ['b', 'c'], network: null, device: 'd' },
  reviewState: 'APPROVED',
  reviewReasons: ['AMOUNT_HIGH'],
  reviewOpenedAt: later(35),
  reviewUntil: later(37),
  reviewDecidedAt: later(36),
  version: 2,
};
const unsent = { fulfillment: 'UNFULFILLED', confirmedAt: null } as const;
const inReview: Checkout = {
  ...confirmed,
  ...unsent,
  step: 'reviewing',
  payment: 'in-review',
  reviewState: 'OPEN',
  reviewDecidedAt: null,
};
const replacing: Checkout = {
  ...confirmed,
  step: 'replacing-payment',
  stock: 'reserved',
  payment: 'action-required',
  fulfillment: 'UNFULFILLED',
  confirmedAt: null,
  nextPayment: {
    paymentId: '01990000-0000-7000-8000-0000000000f3',
    paymentMethodToken: 'sim_third',
    returnUrl: null,
  },
};
const cancelled: Checkout = {
  ...confirmed,
  step: 'cancelled',
  stock: 'released',
  payment: 'refunded',
  fulfillment: 'UNFULFILLED',
  cancellationReason: 'PAYMENT_FAILED',
  cancellationMessage: 'The payment could not be taken.',
  cancelRequestedAt: later(34),
  cancelledAt: later(35),
};

/** What every store of checkouts must do; `open` gives the one under test, which may hold orders of other tests. */
export function checkoutStoreSuite(open: () => CheckoutStoreHarness): void {
  const within = <R>(work: (store: CheckoutStore) => Promise<R>): Promise<R> =>
    open().transaction((tx) => work(open().checkouts(tx)));
  const place = async (checkout: Partial<Checkout> = {}): Promise<NewOrder['order']> => {
    const placed = placedOrder(placedAt, checkout);
    await open().place(placed);
    return placed.order;
  };
  const read = async (id: string): Promise<OrderWithLines | undefined> =>
    (await within((store) => store.lock([id])))[0];
  const idsOf = (orders: readonly OrderWithLines[]): string[] => orders.map(({ id }) => id);

  describe('lock', () => {
    it('gives orders as they were placed, with their lines in order', async () => {
      const order = await place();
      expect(await read(order.id)).toMatchObject(order);
    });

    it('gives each order once, and leaves out ids that stand for none', async () => {
      const [one, other] = [await place(), await place()];
      const unknown = placedOrder(placedAt).order.id;
      const found = await within((store) => store.lock([other.id, one.id, unknown, one.id]));
      expect(idsOf(found)).toEqual([one.id, other.id].toSorted());
    });

    it('holds an order until the transaction ends: the next one sees what it saved', async () => {
      const { id } = await place();
      const locked = Promise.withResolvers<undefined>();
      const goOn = Promise.withResolvers<undefined>();
      const first = within(async (store) => {
        await store.lock([id]);
        locked.resolve(undefined);
        await goOn.promise;
        await store.save([{ orderId: id, checkout: confirmed, timeline: [entry(2)] }], later(40));
      });
      await locked.promise;
      const second = read(id);
      goOn.resolve(undefined);
      await first;
      expect(await second).toMatchObject({ step: 'confirmed', version: 2 });
    });

    it('never has two transactions wait for each other, whatever the sequence of the ids', async () => {
      const ids = [(await place()).id, (await place()).id];
      const both = [ids, ids.toReversed(), ids, ids.toReversed()].map((sequence) =>
        within((store) => store.lock(sequence)),
      );
      for (const found of await Promise.all(both)) expect(found).toHaveLength(2);
    });
  });

  describe('lockDue', () => {
    it('gives what is due to the millisecond, the longest overdue first, up to the limit', async () => {
      const due = [-86_400, -86_403, -86_402].map(later);
      const [last, first, middle] = [
        await place({ deadlineAt: due[0] ?? null }),
        await place({ deadlineAt: due[1] ?? null }),
        await place({ deadlineAt: due[2] ?? null }),
      ];
      await place({ deadlineAt: null });
      const before = new Date(later(-86_400).getTime() - 1);
      const atLast = await within((store) => store.lockDue(later(-86_400), 10));
      expect(idsOf(atLast)).toEqual([first.id, middle.id, last.id]);
      expect(idsOf(await within((store) => store.lockDue(before, 10)))).toEqual([first.id, middle.id]);
      expect(idsOf(await within((store) => store.lockDue(later(-86_400), 1)))).toEqual([first.id]);
      expect(atLast[0]?.lines).toEqual(first.lines);
    });

    it('skips what another transaction has locked, without waiting', async () => {
      const [held, free] = [
        await place({ deadlineAt: later(-172_800) }),
        await place({ deadlineAt: later(-172_799) }),
      ];
      const found = await within(async (store) => {
        await store.lock([held.id]);
        return within((other) => other.lockDue(later(-172_799), 10));
      });
      expect(idsOf(found)).toEqual([free.id]);
    });
  });

  describe('save', () => {
    it.each([
      ['confirmed', confirmed, 'SHIPPED'],
      ['paid in another way', replacing, 'CREATED'],
      ['cancelled', cancelled, 'CANCELLED'],
    ] as const)(
      'stores all of a checkout that is %s, with its status and its time',
      async (_step, checkout, status) => {
        const order = await place();
        await within((store) => store.save([{ orderId: order.id, checkout, timeline: [] }], later(40)));
        expect(await read(order.id)).toMatchObject({ ...order, ...checkout, status, updatedAt: later(40) });
      },
    );

    it('changes nothing of an order but its checkout', async () => {
      const order = await place();
      const other = { ...order, ...confirmed, email: 'other@example.com', totalMinor: 1, lines: [] };
      await within((store) => store.save([{ orderId: order.id, checkout: other, timeline: [] }], later(40)));
      const { email, totalMinor, lines } = order;
      expect(await read(order.id)).toMatchObject({ email, totalMinor, lines });
    });

    it('adds to timelines, of several orders at once', async () => {
      const [one, other] = [await place(), await place()];
      await within((store) =>
        store.save(
          [
            { orderId: one.id, checkout: confirmed, timeline: [entry(2), entry(3)] },
            { orderId: other.id, checkout: cancelled, timeline: [entry(2)] },
          ],
          later(40),
        ),
      );
      expect((await open().timelineOf(one.id)).slice(1)).toMatchObject([entry(2), entry(3)]);
      expect((await open().timelineOf(other.id)).map(({ version }) => version)).toEqual([1, 2]);
    });

    it('refuses a version that the timeline has, and stores nothing then', async () => {
      const order = await place();
      const save = within((store) =>
        store.save([{ orderId: order.id, checkout: confirmed, timeline: [entry(1)] }], later(40)),
      );
      await expect(save).rejects.toMatchObject({ code: '23505' });
      expect(await read(order.id)).toMatchObject({ step: order.step });
    });

    it('refuses a checkout that is confirmed without its money', async () => {
      const order = await place();
      const checkout = { ...confirmed, payment: 'authorized' as const };
      const save = within((store) => store.save([{ orderId: order.id, checkout, timeline: [] }], later(40)));
      await expect(save).rejects.toMatchObject({ code: '23514' });
    });

    it.each([
      ['paid in another way, and nobody knows which', { ...replacing, nextPayment: null }],
      [
        'confirmed, and still to be paid in another way',
        { ...confirmed, nextPayment: replacing.nextPayment },
      ],
      [
        'to be tried again, and not declined',
        { ...replacing, step: 'awaiting-payment-retry', nextPayment: null },
      ],
      ['confirmed, and its review is open', { ...confirmed, reviewState: 'OPEN', reviewDecidedAt: null }],
      [
        'being taken, and was rejected',
        { ...confirmed, ...unsent, step: 'capturing', reviewState: 'REJECTED' },
      ],
      ['in review, and nothing of it is sold', { ...inReview, stock: 'reserved' }],
      [
        'in review, and somebody has decided',
        { ...inReview, reviewState: 'APPROVED', reviewDecidedAt: later(36) },
      ],
    ] as const)('refuses a checkout that is %s', async (_what, checkout) => {
      const order = await place();
      const save = within((store) => store.save([{ orderId: order.id, checkout, timeline: [] }], later(40)));
      await expect(save).rejects.toMatchObject({ code: '23514' });
    });

    it('refuses an order that is cancelled, or about to be, of which something is sent', async () => {
      const order = await place();
      for (const step of ['cancelling', 'cancelled'] as const) {
        const checkout = { ...cancelled, step, fulfillment: 'PARTIALLY_SHIPPED' as const };
        const save = within((store) =>
          store.save([{ orderId: order.id, checkout, timeline: [] }], later(40)),
        );
        await expect(save).rejects.toMatchObject({ code: '23514' });
      }
    });

    it('stores nothing in a transaction that fails', async () => {
      const order = await place();
      const failing = within(async (store) => {
        await store.save([{ orderId: order.id, checkout: confirmed, timeline: [entry(2)] }], later(40));
        throw new Error('not this time');
      });
      await expect(failing).rejects.toThrow('not this time');
      expect(await read(order.id)).toMatchObject({ step: order.step });
      expect(await open().timelineOf(order.id)).toHaveLength(1);
    });
  });
}
