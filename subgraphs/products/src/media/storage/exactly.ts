import { Transform, Writable, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** What came was longer or shorter than it was said to be. */
export class WrongLengthError extends Error {
  override readonly name = 'WrongLengthError';
}

/**
 * Lets so many bytes through, and fails when there are more or fewer: at their end, or as soon as `readOn` more have come, which are
 * dropped. Who is cut off while sending does not hear why.
 */
export function exactly(byteSize: number, { readOn = 0 }: { readonly readOn?: number } = {}): Transform {
  let left = byteSize;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      left -= piece.length;
      if (left < -readOn) done(new WrongLengthError('There is more than was announced.'));
      else done(null, left < 0 ? null : piece);
    },
    flush(done) {
      done(left === 0 ? null : new WrongLengthError('There is less than was announced, or more.'));
    },
  });
}

/** Drops what somebody still sends, up to so many bytes, so that they hear the answer. */
export async function drop(bytes: Readable, most: number): Promise<void> {
  const nowhere = new Writable({ write: (_piece, _encoding, done) => done() });
  await pipeline(bytes, exactly(0, { readOn: most }), nowhere).catch(() => undefined); // cut off, or gone
}
