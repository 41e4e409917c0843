import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import type { EventLog } from './ports.ts';

/** Stored events. */
export interface EventsUnderTest extends AsyncDisposable {
  readonly transaction: <R>(work: (events: EventLog) => Promise<R>) => Promise<R>;
}

const eventOf = () => ({ id: `evt_${uuidv7()}`, type: 'payment.captured', reference: uuidv7() });

const claimed = async (events: EventLog, event: ReturnType<typeof eventOf>): Promise<boolean> =>
  (await events.claimEvents([event])).has(event.id);

/** What every log of events does. */
export function eventLogSuite(open: () => Promise<EventsUnderTest>): void {
  it('an event of the provider is claimed once', async () => {
    await using test = await open();
    const event = eventOf();
    const claim = () => test.transaction((events) => claimed(events, event));
    expect(await claim()).toBe(true);
    expect(await claim()).toBe(false);
    expect(await test.transaction((events) => claimed(events, eventOf()))).toBe(true);
  });

  it('of copies that come at once, one is claimed', async () => {
    await using test = await open();
    const event = eventOf();
    const claims = Array.from({ length: 5 }, () => test.transaction((events) => claimed(events, event)));
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
  });

  it('an event whose transaction fails can be claimed again', async () => {
    await using test = await open();
    const event = eventOf();
    const work = test.transaction(async (events) => {
      await claimed(events, event);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await test.transaction((events) => claimed(events, event))).toBe(true);
  });

  it('of several events those are claimed that are new', async () => {
    await using test = await open();
    const [known, fresh, other] = [eventOf(), eventOf(), eventOf()];
    await test.transaction((events) => events.claimEvents([known]));
    const claim = () => test.transaction((events) => events.claimEvents([other, known, fresh]));
    expect(await claim()).toEqual(new Set([fresh.id, other.id]));
    expect(await claim()).toEqual(new Set());
  });
}
