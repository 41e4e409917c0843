import { once } from 'node:events';
import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { writeTogether } from './write-together.ts';

it('writes what is said in one turn as one, and what is said later by itself', async () => {
  const written: string[][] = [];
  const stream = new Writable({
    writev(chunks, done) {
      written.push(chunks.map(({ chunk }) => String(chunk)));
      done();
    },
  });
  const together = writeTogether(stream);
  for (const word of ['a', 'b', 'c']) {
    together();
    stream.write(word);
  }
  await new Promise((resolve) => process.nextTick(resolve));
  together();
  stream.end('d');
  await once(stream, 'finish');
  expect(written).toEqual([['a', 'b', 'c'], ['d']]);
});
