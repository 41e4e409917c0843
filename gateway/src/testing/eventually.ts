import { expect } from 'vitest';

const timeoutMs = 30_000;

/** Like `expect.poll`, with a timeout that is long enough for a busy machine. */
export function eventually<Value>(read: () => Value | Promise<Value>) {
  return expect.poll(read, { timeout: timeoutMs });
}
