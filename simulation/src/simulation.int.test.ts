import { describe, expect, it } from 'vitest';
import type { Mutation } from '@cartwright/mutations';
import { mutations } from './mutations/mutations.ts';
import { describeBroken } from './run/describe.ts';
import { runWorld, type WorldReport } from './run/run-world.ts';
import { runWorlds } from './run/run-worlds.ts';

const small = { buyers: 150, withHistory: false };

function reportOf(broken: WorldReport | undefined): string {
  return broken === undefined ? '' : describeBroken(broken);
}

describe('the checkout, whatever goes wrong', () => {
  it('loses nothing, in several worlds at once', async () => {
    const { broken, orders, confirmed } = await runWorlds({
      seed: 'short',
      orders: 1500,
      workers: 2,
      buyers: 300,
    });
    expect(reportOf(broken)).toBe('');
    expect(orders).toBeGreaterThanOrEqual(1500);
    expect(confirmed).toBeGreaterThan(orders / 4);
  }, 600_000);

  it('confirms half of the orders where nothing does: the others are declined, cancelled or out of stock', async () => {
    const report = await runWorld({ ...small, seed: 'fair', withFaults: false });
    expect(report.violations).toEqual([]);
    expect(report.orders).toBeGreaterThan(small.buyers / 2);
    expect(report.confirmed).toBeGreaterThan(report.orders * 0.4);
  }, 300_000);
});

describe('a seed', () => {
  it('replays its world to the last event, and no other', async () => {
    const run = (seed: string): Promise<WorldReport> => runWorld({ ...small, seed, withFaults: true });
    const [first, again, other] = [await run('one'), await run('one'), await run('another')];
    expect(again).toEqual(first);
    expect(other.events).not.toBe(first.events);
  }, 300_000);
});

describe('a fault in the real code', () => {
  it.each([
    ['no inbox: every delivery counts as new'],
    ['no reply to a duplicate command'],
    ['a late success is ignored: a cancelled payment is not pursued'],
    ['a non-conditional stock update: levels are set to what was read before'],
    ['everything is charged in EUR'],
    ['a key stays locked for three hours'],
  ])(
    'is noticed, and reported with the seed and the histories of orders: %s',
    async (name) => {
      const mutation = mutations.find((one) => one.name === name) as Mutation;
      const { broken } = await runWorlds({
        seed: 'short',
        orders: 4000,
        workers: 2,
        buyers: 100,
        mutation,
      });
      const report = reportOf(broken);
      expect(report).toContain(`npm run simulate -- --world ${broken?.seed}`);
      expect(report).toMatch(/order [0-9a-f-]{36}\n +\d+\.\d{3} s {2}/);
    },
    120_000,
  );
});
