import { expect, it } from 'vitest';
import { ServiceFailure } from '@cartwright/servers';
import { describeFailure } from './describe-failure.ts';
import { readableLogLine } from './readable-log-line.ts';

it('says what failed, why, and what to do about it', () => {
  const cause = new Error('connect ECONNREFUSED 127.0.0.1:6379');
  const failure = new ServiceFailure('Nothing usable answers at REDIS_URL.', { advice: 'Unset it.', cause });
  const lines = describeFailure(failure).split('\n');
  expect(lines[0]).toContain('Nothing usable answers at REDIS_URL.');
  expect(lines[1]).toContain('because: connect ECONNREFUSED 127.0.0.1:6379');
  expect(lines.at(-1)).toBe('Unset it.');
});

it('reads a JSON log for people', () => {
  const line = JSON.stringify({
    level: 60,
    msg: 'orders failed',
    err: { stack: 'Error: no database\n    at main.ts:1' },
  });
  expect(readableLogLine(line)).toBe('fatal orders failed\n    Error: no database\n        at main.ts:1');
});

it.each(['plain text', '{ not JSON', '{"level":30}'])('leaves %s as it is', (line) => {
  expect(readableLogLine(line)).toBe(line);
});
