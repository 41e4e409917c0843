import { expect, it } from 'vitest';
import { readRange } from './byte-range.ts';

const etag = '"abc"';
const ask = (range: string | undefined, ifRange?: string) =>
  readRange({ range, ifRange, etag, byteSize: 1_000 });

it.each([
  ['bytes=0-', 0, 999],
  ['bytes=0-0', 0, 0],
  ['bytes=100-199', 100, 199],
  ['bytes=900-5000', 900, 999],
  ['bytes=-10', 990, 999],
  ['bytes=-5000', 0, 999],
  [' bytes=999- ', 999, 999],
])('%s is the bytes from %d to %d', (range, start, end) => {
  expect(ask(range)).toEqual({ kind: 'part', part: { start, end } });
});

it.each(['bytes=1000-', 'bytes=5000-6000', 'bytes=-0'])('%s is nothing that there is', (range) => {
  expect(ask(range)).toEqual({ kind: 'unsatisfiable' });
});

it.each([undefined, '', 'bytes=-', 'bytes=5-1', 'bytes=0-1,5-6', 'lines=0-1', 'bytes=a-b', 'bytes=1'])(
  '%s is the whole',
  (range) => {
    expect(ask(range)).toEqual({ kind: 'whole' });
  },
);

it('a part is sent to whoever has another part of the same file', () => {
  const part = { kind: 'part', part: { start: 5, end: 9 } };
  expect(ask('bytes=5-9', etag)).toEqual(part);
  for (const other of ['"other"', `W/${etag}`, 'Wed, 21 Oct 2026 07:28:00 GMT'])
    expect(ask('bytes=5-9', other)).toEqual({ kind: 'whole' });
});
