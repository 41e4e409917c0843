import { expect, it } from 'vitest';
import { forwardedHeaders } from '../transport/forwarded-headers.ts';
import { ClientPlaces } from '../rate/client-places.ts';
import { WorkSeats } from '../rate/work-seats.ts';
import { boundedRunner } from './bounded-runner.ts';
import { everything } from './carriage.ts';
import type { RunOperation } from './run-operation.ts';
import { writtenResult } from './written-result.ts';

it('gives place and seat back when running fails', async () => {
  const now = () => new Date(0);
  const policy = { newcomerMs: 0, timesPerAddress: 1, timesPerNetwork: 1, timesAt: () => 1 };
  const places = new ClientPlaces({ maxPerUser: 3, policy, now, name: 'operations' });
  const seats = new WorkSeats({ seats: 2, seatsPerNetwork: 2, policy, now });
  let isBroken = true;
  const runOnce: RunOperation = () =>
    isBroken
      ? Promise.reject(new Error('broken'))
      : Promise.resolve({ kind: 'result', result: writtenResult({ data: '{}' }) } as const);
  const run = boundedRunner(runOnce, { places, seats });
  const clientAddress = '192.0.2.1';
  const context = {
    viewer: null,
    requestId: 'r1',
    clientAddress,
    forwarded: forwardedHeaders({}, clientAddress),
  };
  for (let time = 0; time < 300; time += 1) {
    await expect(run({}, context, everything)).rejects.toThrow('broken');
  }
  isBroken = false;
  expect(await run({}, context, everything)).toMatchObject({ kind: 'result' });
});
