import { expect, it } from 'vitest';
import { bestHealth } from './best-health.ts';

const answer = (status: number, checks: object) => ({ status, body: JSON.stringify({ checks }) });
const well = answer(200, { database: { status: 'up' } });
const degraded = answer(200, {
  database: { status: 'up' },
  messaging: { status: 'degraded', reason: 'messages wait' },
});
const down = answer(503, { database: { status: 'down' } });

it('is not ready without a replica that is', () => {
  expect(bestHealth([])).toEqual({ isReady: false });
  expect(bestHealth([down, down])).toEqual({ isReady: false });
});

it('is as well as its best replica', () => {
  expect(bestHealth([degraded, well, down])).toEqual({ isReady: true, degradedBy: undefined });
});

it('is degraded when every replica that serves is', () => {
  expect(bestHealth([down, degraded])).toEqual({ isReady: true, degradedBy: 'messaging: messages wait' });
});

it('takes a replica by its status when its answer cannot be read', () => {
  expect(bestHealth([{ status: 200, body: 'OK' }])).toEqual({ isReady: true, degradedBy: undefined });
});
