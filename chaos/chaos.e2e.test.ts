import { temporaryDirectory, type TemporaryDirectory } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runChaos } from './src/run-chaos.ts';
import { openChaosStore, type ChaosStore } from './src/store/chaos-store.ts';
import { chaosReport } from './src/verdict/report.ts';

const options = {
  orders: 60,
  faults: 8,
  seed: 1,
  longShare: 0,
  only: [
    'process killed',
    'death at a failpoint',
    'NATS store wiped',
    'NATS store reverted',
    'PostgreSQL crashed',
    'provider mute',
    'notifications killed',
    'poison message',
  ],
};

let directory: TemporaryDirectory;
let chaos: ChaosStore;
beforeAll(async () => {
  directory = temporaryDirectory('chaos');
  chaos = await openChaosStore(directory.path);
});
afterAll(async () => {
  await chaos.stop();
  directory.remove();
});

it('loses nothing while one part after the other is broken', { timeout: 400_000 }, async () => {
  const result = await runChaos(chaos, options, () => undefined);
  const report = chaosReport(result);
  expect(result.verdict.violations, report).toEqual([]);
  expect(result.purchases).toHaveLength(options.orders);
  expect(result.faults.map(({ kind }) => kind).sort(), report).toEqual([...options.only].sort());
  const confirmed = result.purchases.filter(({ status }) => status === 'CONFIRMED');
  expect(confirmed.length, report).toBeGreaterThan(options.orders / 3);
});
