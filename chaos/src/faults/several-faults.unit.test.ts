import { describe, expect, it } from 'vitest';
import { createRandom } from '@cartwright/random';
import type { ChaosStore } from '../store/chaos-store.ts';
import type { FaultKind } from './fault.ts';
import { severalAtOnce } from './several-faults.ts';

const chaos = {} as ChaosStore;

function kindOn(part: string, log: string[] = [], failure?: Error): FaultKind {
  return {
    name: `on ${part}`,
    create: () => ({
      what: part,
      parts: [part],
      begin: () => (
        log.push(`begin ${part}`),
        failure === undefined ? Promise.resolve() : Promise.reject(failure)
      ),
      heal: () => (log.push(`heal ${part}`), Promise.resolve()),
    }),
  };
}

const faultOf = (kinds: readonly FaultKind[], seed: number) =>
  severalAtOnce(kinds).create({ chaos, random: createRandom(String(seed)), poisoned: () => undefined });

describe('several faults at once', () => {
  it('are two or three that share nothing', () => {
    const kinds = ['postgres', 'postgres', 'nats', 'redis'].map((part) => kindOn(part));
    for (let seed = 0; seed < 50; seed += 1) {
      const { parts } = faultOf(kinds, seed);
      expect(parts.length).toBeGreaterThanOrEqual(2);
      expect(new Set(parts).size).toBe(parts.length);
    }
  });

  it('leave out kinds that are impossible here', () => {
    const impossible: FaultKind = { ...kindOn('disk'), isPossible: () => false };
    const kinds = [impossible, ...['postgres', 'nats', 'redis'].map((part) => kindOn(part))];
    for (let seed = 0; seed < 20; seed += 1) expect(faultOf(kinds, seed).parts).not.toContain('disk');
  });

  it('are all begun and all repaired, even when one of them fails to begin', async () => {
    const log: string[] = [];
    const kinds = ['a', 'b', 'c'].map((part) =>
      kindOn(part, log, part === 'a' ? new Error('stuck') : undefined),
    );
    const seed = [...Array(50).keys()].find((one) => faultOf(kinds, one).parts.length === 3) ?? 0;
    const fault = faultOf(kinds, seed);
    await expect(fault.begin()).rejects.toThrow('stuck');
    await fault.heal();
    expect(log.toSorted()).toEqual(['begin a', 'begin b', 'begin c', 'heal a', 'heal b', 'heal c']);
  });
});
