import { Transform } from 'node:stream';

/** What came was longer or shorter than it was said to be. */
export class WrongLengthError extends Error {
  override readonly name = 'WrongLengthError';
}

/** Lets bytes through, and fails as soon as they are more than so many, or at their end when they are fewer. */
export function exactly(byteSize: number): Transform {
  let left = byteSize;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      left -= piece.length;
      if (left < 0) done(new WrongLengthError('There is more than was announced.'));
      else done(null, piece);
    },
    flush(done) {
      done(left > 0 ? new WrongLengthError('There is less than was announced.') : null);
    },
  });
}
