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
    await transaction((sightings) => sightings.remember([{ paymentId: id, signals, seenAt }]));
    return id;
  };

  it('finds earlier payments by what they share, and says how they ended', async () => {
    await using test = await open();
    const declined = await remember(test, { ...card, account: 'bob', email: 'f' }, at(1));
    await remember(test, { ...card, fingerprint: 'another', network: 'm' }, at(2));
    await test.transaction((sightings) =>
      sightings.noteOutcomes([{ paymentId: declined, outcome: 'DECLINED' }]),
    );
    const [found = {}] = await test.transaction((sightings) => sightings.findEarlier([card], at(0)));
    expect(found.fingerprint).toMatchObject([{ account: 'bob', outcome: 'DECLINED', seenAt: at(1) }]);
    expect(found.account).toMatchObject([{ fingerprint: 'another', outcome: null }]);
    expect(found.address).toHaveLength(2);
    expect([found.billingAddress ?? [], found.device ?? []]).toEqual([[], []]);
  });

  it('finds nothing from before, and nothing by which nothing is counted', async () => {
    await using test = await open();
    await remember(test, card, at(1));
    const plain = await remember(test, { ...card, fingerprint: null }, at(5));
    const find = async () =>
      (await test.transaction((sightings) => sightings.findEarlier([card], at(1))))[0] ?? {};
    expect((await find()).account).toEqual([]);
    await test.transaction((sightings) =>
      sightings.noteOutcomes([{ paymentId: plain, outcome: 'DECLINED' }]),
    );
    expect((await find()).account).toMatchObject([{ fingerprint: null, outcome: 'DECLINED' }]);
  });

  it('remembers a payment once, and nothing of one that it does not know', async () => {
    await using test = await open();
    const id = await remember(test, card, at(1));
    await test.transaction((sightings) =>
      sightings.remember([{ paymentId: id, signals: { ...card, account: 'bob' }, seenAt: at(2) }]),
    );
    await test.transaction((sightings) =>
      sightings.noteOutcomes([{ paymentId: test.newId(), outcome: 'PAID' }]),
    );
    const [found = {}] = await test.transaction((sightings) => sightings.findEarlier([card], at(0)));
    expect(found.fingerprint).toMatchObject([{ account: 'anna', seenAt: at(1), outcome: null }]);
  });

  it('finds the earlier payments of several at once, each its own', async () => {
    await using test = await open();
    const bob: Signals = {
      ...card,
      account: 'bob',
      fingerprint: 'his',
      email: 'f',
      address: 'b',
      network: 'm',
    };
    await test.transaction((sightings) =>
      sightings.remember([
        { paymentId: test.newId(), signals: card, seenAt: at(1) },
        { paymentId: test.newId(), signals: bob, seenAt: at(2) },
      ]),
    );
    const both: Signals = { ...bob, account: 'anna', fingerprint: null };
    const found = await test.transaction((sightings) => sightings.findEarlier([bob, card, both], at(0)));
    expect(found.map(({ account }) => account?.map(({ seenAt }) => seenAt))).toEqual([
      [at(2)],
      [at(1)],
      [at(1)],
    ]);
    expect(found.map(({ email }) => email?.map(({ seenAt }) => seenAt))).toEqual([[at(2)], [at(1)], [at(2)]]);
    expect(found.map(({ fingerprint }) => fingerprint?.length ?? 0)).toEqual([1, 1, 0]);
  });
}
