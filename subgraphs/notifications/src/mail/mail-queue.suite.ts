import { expect, it } from 'vitest';
import type { MailQueue } from './ports.ts';

/** A mail queue, and what a test needs to see and to do beside it. */
export interface MailQueueUnderTest extends AsyncDisposable {
  readonly queue: MailQueue;
  /** Adds mails that are due. */
  readonly addDue: (count: number) => Promise<void>;
  readonly stored: () => Promise<
    { readonly state: string; readonly attempts: number; readonly lastError: string | null }[]
  >;
  readonly passSeconds: (seconds: number) => Promise<void>;
  /** Runs work while another transaction has one of the mails locked. */
  readonly whileOneIsLocked: (work: (id: string) => Promise<void>) => Promise<void>;
}

const lease = { limit: 5, leaseSeconds: 60 };
const gaveUp = { error: 'refused', retryInSeconds: null };

/** What every mail queue does. */
export function mailQueueSuite(open: () => Promise<MailQueueUnderTest>): void {
  it('leases each mail to one sender until the lease ends', async () => {
    await using test = await open();
    await test.addDue(1);
    expect(await test.queue.leaseDue(lease)).toMatchObject([{ attempts: 1 }]);
    await test.passSeconds(59);
    expect(await test.queue.leaseDue(lease)).toEqual([]);
    await test.passSeconds(2);
    expect(await test.queue.leaseDue(lease)).toMatchObject([{ attempts: 2 }]);
  });

  it('leases no more than the limit, and the rest to others', async () => {
    await using test = await open();
    await test.addDue(7);
    const [first, second] = [await test.queue.leaseDue(lease), await test.queue.leaseDue(lease)];
    expect([first.length, second.length]).toEqual([5, 2]);
    expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(7);
  });

  it('skips a mail that another transaction has locked, without waiting', async () => {
    await using test = await open();
    await test.addDue(2);
    await test.whileOneIsLocked(async (locked) => {
      const due = await test.queue.leaseDue(lease);
      expect(due).toHaveLength(1);
      expect(due[0]?.id).not.toBe(locked);
    });
  });

  it('records all that are sent at the same time, and no others', async () => {
    await using test = await open();
    await test.addDue(4);
    const due = await test.queue.leaseDue(lease);
    const sentAt = new Date();
    await Promise.all(due.slice(1).map(({ id }) => test.queue.markSent({ id, sentAt })));
    const states = (await test.stored()).map(({ state }) => state);
    expect(states.toSorted()).toEqual(['PENDING', 'SENT', 'SENT', 'SENT']);
  });

  it('ignores the failure of a sender whose mail another one has taken over', async () => {
    await using test = await open();
    await test.addDue(1);
    const [first] = await test.queue.leaseDue(lease);
    await test.passSeconds(61);
    const [second] = await test.queue.leaseDue(lease);
    if (first === undefined || second?.id !== first.id) throw new Error('the mail was not taken over');
    await test.queue.markFailed(first, gaveUp);
    expect(await test.stored()).toMatchObject([{ state: 'PENDING', lastError: null }]);
    await test.queue.markSent({ id: first.id, sentAt: new Date() });
    await test.queue.markFailed(second, gaveUp);
    expect(await test.stored()).toMatchObject([{ state: 'SENT', lastError: null }]);
  });

  it('has a failed mail due again after the delay, and not before', async () => {
    await using test = await open();
    await test.addDue(1);
    const [mail] = await test.queue.leaseDue(lease);
    if (mail === undefined) throw new Error('nothing was due');
    await test.queue.markFailed(mail, { error: 'not now', retryInSeconds: 8 });
    expect(await test.stored()).toMatchObject([{ state: 'PENDING', lastError: 'not now' }]);
    await test.passSeconds(7);
    expect(await test.queue.leaseDue(lease)).toEqual([]);
    await test.passSeconds(2);
    expect(await test.queue.leaseDue(lease)).toMatchObject([{ attempts: 2 }]);
  });

  it('keeps a mail that failed permanently, and never has it due again', async () => {
    await using test = await open();
    await test.addDue(1);
    const [mail] = await test.queue.leaseDue(lease);
    if (mail === undefined) throw new Error('nothing was due');
    await test.queue.markFailed(mail, gaveUp);
    await test.passSeconds(100_000);
    expect(await test.queue.leaseDue(lease)).toEqual([]);
    expect(await test.stored()).toMatchObject([{ state: 'FAILED', attempts: 1, lastError: 'refused' }]);
  });
}
