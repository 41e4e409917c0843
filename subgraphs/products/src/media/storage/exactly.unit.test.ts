import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import { drop, exactly, WrongLengthError } from './exactly.ts';

/** What comes of pieces that are to be ten bytes together. */
function through(lengths: readonly number[], readOn = 0): Promise<Buffer> {
  const pieces = Readable.from(lengths.map((length) => Buffer.alloc(length, 1)));
  return pipeline(pieces, exactly(10, { readOn }), (ended) => buffer(ended));
}

describe('so many bytes', () => {
  it.each([[[10]], [[4, 6]], [[1, 0, 9]]])('come through: %j', async (lengths) => {
    expect(await through(lengths)).toEqual(Buffer.alloc(10, 1));
  });

  it.each([
    [[], 0],
    [[9], 0],
    [[11], 0],
    [[10, 1], 0],
    [[10, 1], 5],
    [[10, 5], 5],
    [[10, 6], 5],
  ])('are neither fewer nor more: %j, reading on for %i', async (lengths, readOn) => {
    await expect(through(lengths, readOn)).rejects.toThrow(WrongLengthError);
  });
});

function* pieces(howMany: number) {
  for (let count = 0; count < howMany; count += 1) yield Buffer.alloc(100);
}

it('what is dropped is read to its end', async () => {
  const bytes = Readable.from(pieces(50));
  await drop(bytes, 5_000);
  expect(bytes.readableEnded).toBe(true);
});

it('what never ends is cut off', async () => {
  const bytes = Readable.from(pieces(Infinity));
  await drop(bytes, 5_000);
  expect([bytes.readableEnded, bytes.destroyed]).toEqual([false, true]);
});
