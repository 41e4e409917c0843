import { expect } from 'vitest';

const patienceMs = 15_000;

/** Like `expect.poll`, with patience enough for a machine that is busy with other things. */
export function eventually<Value>(read: () => Value | Promise<Value>) {
  return expect.poll(read, { timeout: patienceMs });
}
