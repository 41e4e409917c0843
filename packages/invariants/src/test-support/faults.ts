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
  /** Whether it must never be, not even while the store is at work. */
  readonly always?: true;
}

/** Breaks a healthy store in each of these ways, and expects to be told of it, and of nothing else. */
export function seesFaults(invariant: InvariantName, faults: readonly Fault[]): void {
  describe(invariant, () => {
    it.each(faults)('is broken when $what', ({ broken, says, andSays = [], always }) => {
      const snapshot = broken(healthySnapshot());
      const found = violationsOf(snapshot, 'at-rest');
      expect(found.map(({ message }) => message)).toEqual([says, ...andSays]);
      expect(found[0]).toMatchObject({ invariant });
      const atWork = violationsOf(snapshot, 'at-work').map(({ message }) => message);
      expect(atWork).toEqual(always === true ? [says] : []);
    });
  });
}
