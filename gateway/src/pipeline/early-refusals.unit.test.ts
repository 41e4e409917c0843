import { createLogger, ShedLog } from '@cartwright/process';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { KnownImportance } from '../rate/known-importance.ts';
import { WorkSeats } from '../rate/work-seats.ts';
import { earlyRefusals } from './early-refusals.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const body = Buffer.from('{"query":"{ products { totalCount } }"}');

it('refuses those of a crowd that fills the line, and nobody whose network has none waiting', () => {
  const shed = new ShedLog(createLogger({ name: 'test', level: 'silent' }));
  const policy = { newcomerMs: 0, timesPerAddress: 1, timesPerNetwork: 1, timesAt: () => 1 };
  const seats = new WorkSeats({ seats: 4, seatsPerNetwork: 4, policy, now: () => new Date(0), shed });
  const { isDue, refusalOf } = earlyRefusals({ seats, known: new KnownImportance(), shed });
  const crowd = '203.0.113.1';
  for (let come = 0; come < 9; come += 1)
    void seats.enter({ viewer: null, clientAddress: crowd }, { importance: 'browsing' });
  expect(isDue()).toBe(true);
  expect(refusalOf(body, crowd)).toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
  expect(refusalOf(body, '198.51.100.7')).toBeUndefined();
});
