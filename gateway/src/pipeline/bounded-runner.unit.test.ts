import { EventQueue } from '@cartwright/graph';
import { OperationTypeNode } from 'graphql';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { forwardedHeaders } from '../transport/forwarded-headers.ts';
import { ClientPlaces } from '../rate/client-places.ts';
import { KnownImportance } from '../rate/known-importance.ts';
import { WorkSeats } from '../rate/work-seats.ts';
import { boundedRunner } from './bounded-runner.ts';
import { everything } from './carriage.ts';
import type { OperationOutcome } from './operation-outcome.ts';
import type { RunOperation } from './run-operation.ts';
import { writtenResult, type WrittenResult } from './written-result.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Three operations at a time, of which one newcomer's is worked on. */
function bounded(run: RunOperation): () => Promise<OperationOutcome> {
  const now = () => new Date(0);
  const policy = { newcomerMs: 0, timesPerAddress: 1, timesPerNetwork: 1, timesAt: () => 1 };
  const places = new ClientPlaces({ maxPerUser: 3, policy, now, name: 'operations' });
  const seats = new WorkSeats({ seats: 2, seatsPerNetwork: 2, policy, now });
  const runBounded = boundedRunner(run, { places, seats, known: new KnownImportance() });
  const clientAddress = '192.0.2.1';
  const forwarded = forwardedHeaders({}, clientAddress);
  return () => runBounded({}, { viewer: null, requestId: 'r1', clientAddress, forwarded }, everything);
}

it('gives place and seat back when running fails', async () => {
  let isBroken = true;
  const run = bounded(() =>
    isBroken
      ? Promise.reject(new Error('broken'))
      : Promise.resolve({ kind: 'result', result: writtenResult({ data: '{}' }) } as const),
  );
  for (let time = 0; time < 300; time += 1) await expect(run()).rejects.toThrow('broken');
  isBroken = false;
  expect(await run()).toMatchObject({ kind: 'result' });
});

/** Two subscriptions of somebody who has one seat: how many are worked on. */
async function twoSubscriptions() {
  const opened: EventQueue<WrittenResult>[] = [];
  const run = bounded(() => {
    const stream = new EventQueue<WrittenResult>();
    opened.push(stream);
    return Promise.resolve({ kind: 'stream', stream });
  });
  const first = await run();
  if (first.kind !== 'stream') throw new Error('No stream.');
  void run();
  const following = first.stream.next();
  await vi.advanceTimersByTimeAsync(99);
  return { opened, first: first.stream, following };
}

it('keeps the seat of a subscription until its first event', async () => {
  const { opened, following } = await twoSubscriptions();
  expect(opened).toHaveLength(1);
  opened[0]?.push(writtenResult({ data: '{}' }));
  expect(await following).toMatchObject({ done: false });
  await vi.advanceTimersByTimeAsync(0);
  expect(opened).toHaveLength(2);
});

it('gives the seat of a subscription back whose client leaves before its first event', async () => {
  const { opened, first } = await twoSubscriptions();
  await first.return();
  await vi.advanceTimersByTimeAsync(0);
  expect(opened).toHaveLength(2);
});

it('waits no longer than a start takes for a first event', async () => {
  const { opened } = await twoSubscriptions();
  await vi.advanceTimersByTimeAsync(1);
  expect(opened).toHaveLength(2);
});

it.each([
  ['keeps the seat for what an order sets off', { hasErrors: false, begun: 1 }],
  ['keeps none for an order of which nothing came', { hasErrors: true, begun: 2 }],
])('%s', async (_what, { hasErrors, begun }) => {
  let count = 0;
  const run = bounded((_sent, { weigh }) => {
    count += 1;
    const rootFields = ['orderPlace'];
    weigh?.({ cost: 1, rootFields, executedFields: rootFields, type: OperationTypeNode.MUTATION });
    return Promise.resolve({ kind: 'result', result: { json: '{}', hasErrors } });
  });
  await run();
  void run();
  await vi.advanceTimersByTimeAsync(0);
  expect(count).toBe(begun);
});
