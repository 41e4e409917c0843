import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { KeyUse } from './key.ts';
import type { HeldKey, LeasedKey, LeasedKeys, NewLeasedKey } from './leased-keys.ts';

/** Leased keys, and the two ends of a key, which belong to the transactions of its users and not to the port. */
export interface LeasedKeysHarness {
  readonly keys: LeasedKeys;
  /** Marks a key as completed, as its change does. Gives false when this attempt does not hold it. */
  readonly complete: (held: HeldKey, now: Date) => Promise<boolean>;
  /** Deletes a key, as a refusal of its change does. Gives false when this attempt does not hold it. */
  readonly giveUp: (held: HeldKey) => Promise<boolean>;
}

const now = new Date('2026-01-02T10:00:00.000Z');
const later = new Date('2026-01-02T10:00:10.000Z');

/** The contract of every implementation of `LeasedKeys`; `open` gives the one under test. */
export function leasedKeysSuite(open: () => LeasedKeysHarness): void {
  let key: NewLeasedKey;
  beforeEach(() => {
    const scope = { ownerId: randomUUID(), operation: 'orderPlace', key: randomUUID() };
    key = {
      ...scope,
      fingerprint: 'f',
      result: { orderId: randomUUID() },
      leasedUntil: later,
      createdAt: now,
    };
  });

  const insert = (other: Partial<NewLeasedKey> = {}, ownerIds = [other.ownerId ?? key.ownerId]) =>
    open().keys.insert({ ...key, ...other }, ownerIds);
  const find = (other: Partial<KeyUse> = {}) =>
    open().keys.find({ ...key, ownerIds: [key.ownerId], ...other });
  const heldBy = (attempt: number): HeldKey => ({ ...key, attempt });
  const read = async (): Promise<LeasedKey> => {
    const known = await find();
    if (known === undefined) throw new Error('The key is not there');
    return known;
  };

  describe('a leased key', () => {
    it('is stored once, with what it stands for from its first attempt on', async () => {
      expect(await insert()).toBe(true);
      expect(await insert({ fingerprint: 'other', result: null })).toBe(false);
      const { fingerprint, result, leasedUntil } = key;
      expect(await find()).toMatchObject({ fingerprint, result, leasedUntil, attempt: 1, completedAt: null });
    });

    it('of the guest counts as the customer’s, whoever of them had it first', async () => {
      const customerId = randomUUID();
      const both = [customerId, key.ownerId] as const;
      await insert();
      expect(await insert({ ownerId: customerId }, [...both])).toBe(false);
      expect(await find({ ownerIds: both })).toMatchObject({ ownerId: key.ownerId });
    });

    it('is scoped to its owner and its operation', async () => {
      await insert();
      expect(await find({ ownerIds: [randomUUID()] })).toBeUndefined();
      expect(await find({ operation: 'another' })).toBeUndefined();
      expect(await insert({ ownerId: randomUUID() })).toBe(true);
      expect(await insert({ operation: 'another' })).toBe(true);
    });

    it('is stored by one of ten that come at once', async () => {
      const stored = await Promise.all(Array.from({ length: 10 }, () => insert()));
      expect(stored.filter((isNew) => isNew)).toHaveLength(1);
    });

    it('that is abandoned is taken up by one, however many have read it', async () => {
      await insert();
      const known = await read();
      const taken = await Promise.all(Array.from({ length: 5 }, () => open().keys.takeOver(known, later)));
      expect(taken.filter((isTaken) => isTaken)).toHaveLength(1);
      expect(await find()).toMatchObject({ attempt: 2, result: key.result });
    });

    it('that has been taken up is neither freed nor given up by the attempt before', async () => {
      await insert();
      await open().keys.takeOver(await read(), later);
      await open().keys.endLease(heldBy(1), now);
      await open().giveUp(heldBy(1));
      expect(await find()).toMatchObject({ attempt: 2, leasedUntil: later });
      await open().keys.endLease(heldBy(2), now);
      expect(await find()).toMatchObject({ attempt: 2, leasedUntil: now });
      await open().giveUp(heldBy(2));
      expect(await find()).toBeUndefined();
    });

    it('whose change is made is never taken up, freed or given up', async () => {
      await insert();
      const known = await read();
      expect(await open().complete(heldBy(1), now)).toBe(true);
      expect(await open().keys.takeOver(known, later)).toBe(false);
      await open().keys.endLease(heldBy(1), now);
      await open().giveUp(heldBy(1));
      expect(await find()).toMatchObject({ attempt: 1, leasedUntil: later, completedAt: now });
    });

    it('is completed by the attempt that holds it and no other, and once', async () => {
      await insert();
      await open().keys.takeOver(await read(), later);
      expect(await open().complete(heldBy(1), now)).toBe(false);
      expect(await find()).toMatchObject({ completedAt: null });
      expect(await open().complete(heldBy(2), now)).toBe(true);
      expect(await open().complete(heldBy(2), later)).toBe(false);
      expect(await find()).toMatchObject({ completedAt: now });
    });

    it('that was given up is not completed by the attempt that it was taken from', async () => {
      await insert();
      await open().keys.takeOver(await read(), later);
      await open().giveUp(heldBy(2));
      expect(await open().complete(heldBy(1), now)).toBe(false);
      expect(await find()).toBeUndefined();
    });
  });
}
