import { expect, it } from 'vitest';
import type { SightingStore } from './ports.ts';
import type { Signals } from './rules/sighting.ts';

/** The store under test. */
export interface SightingHarness extends AsyncDisposable {
  readonly transaction: <R>(work: (sightings: SightingStore) => Promise<R>) => Promise<R>;
  readonly newId: () => string;
}

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 2, 10, minute));
const card: Signals = {
  fingerprint: 'card',
  account: 'anna',
  email: 'e',
  address: 'a',
  billingAddress: null,
  network: 'n',
  device: null,
};

/** What every store of sightings does. */
export function sightingStoreSuite(open: () => Promise<SightingHarness>): void {
  const remember = async ({ transaction, newId }: SightingHarness, signals: Signals, seenAt: Date) => {
    const id = newId();
    await transaction((sightings) => sightings.remember(id, signals, seenAt));
    return id;
  };

  it('finds earlier payments by what they share, and says how they ended', async () => {
    await using test = await open();
    const declined = await remember(test, { ...card, account: 'bob', email: 'f' }, at(1));
    await remember(test, { ...card, fingerprint: 'another', network: 'm' }, at(2));
    await test.transaction((sightings) => sightings.noteOutcome(declined, 'DECLINED'));
    const found = await test.transaction((sightings) => sightings.findEarlier(card, at(0)));
    expect(found.fingerprint).toMatchObject([{ account: 'bob', outcome: 'DECLINED', seenAt: at(1) }]);
    expect(found.account).toMatchObject([{ fingerprint: 'another', outcome: null }]);
    expect(found.address).toHaveLength(2);
    expect([found.billingAddress ?? [], found.device ?? []]).toEqual([[], []]);
  });

  it('finds nothing from before, and nothing by which nothing is counted', async () => {
    await using test = await open();
    await remember(test, card, at(1));
    const plain = await remember(test, { ...card, fingerprint: null }, at(5));
    const find = () => test.transaction((sightings) => sightings.findEarlier(card, at(1)));
    expect((await find()).account).toEqual([]);
    await test.transaction((sightings) => sightings.noteOutcome(plain, 'DECLINED'));
    expect((await find()).account).toMatchObject([{ fingerprint: null, outcome: 'DECLINED' }]);
  });

  it('remembers a payment once, and nothing of one that it does not know', async () => {
    await using test = await open();
    const id = await remember(test, card, at(1));
    await test.transaction((sightings) => sightings.remember(id, { ...card, account: 'bob' }, at(2)));
    await test.transaction((sightings) => sightings.noteOutcome(test.newId(), 'PAID'));
    const found = await test.transaction((sightings) => sightings.findEarlier(card, at(0)));
    expect(found.fingerprint).toMatchObject([{ account: 'anna', seenAt: at(1), outcome: null }]);
  });
}
