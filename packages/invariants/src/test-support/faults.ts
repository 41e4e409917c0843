import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../snapshot.ts';
import type { InvariantName } from '../violation.ts';
import { violationsOf } from '../violations-of.ts';
import { healthySnapshot } from './healthy-snapshot.ts';

/** One thing that is broken, and what is said of it. */
interface Fault {
  readonly what: string;
  readonly broken: (healthy: Snapshot) => Snapshot;
  readonly says: string;
  /** What the same damage breaks besides, at rest. */
  readonly andSays?: readonly string[];
  /** Whether what `says` says, or all of it, must never be, not even while the store is at work. */
  readonly always?: true | 'all';
}

/** Applies each fault to a healthy store, and expects its violations and no others. */
export function seesFaults(invariant: InvariantName, faults: readonly Fault[]): void {
  describe(invariant, () => {
    it.each(faults)('is broken when $what', ({ broken, says, andSays = [], always }) => {
      const snapshot = broken(healthySnapshot());
      const found = violationsOf(snapshot, 'at-rest');
      const messages = found.map(({ message }) => message);
      expect(messages.toSorted()).toEqual([says, ...andSays].toSorted());
      expect(found.find(({ message }) => message === says)).toMatchObject({ invariant });
      const atWork = violationsOf(snapshot, 'at-work').map(({ message }) => message);
      if (always === 'all') expect(atWork).toEqual(messages);
      else expect(atWork).toEqual(always === true ? [says] : []);
    });
  });
}
