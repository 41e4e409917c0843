import { expect, it } from 'vitest';
import { forAsker } from './asker.ts';
import type { ConnectionSource } from './discard-broken.ts';
import { Turns } from './turns.ts';

/** How a connection is given back after a statement whose asker left while PostgreSQL was, or was not, told to end it. */
async function releasedAfter(isTold: boolean): Promise<unknown> {
  const asker = new AbortController();
  const answer = Promise.withResolvers<object>();
  const sent = Promise.withResolvers<undefined>();
  const released = Promise.withResolvers<unknown>();
  const client = {
    connection: { stream: { cork: () => undefined, uncork: () => setImmediate(sent.resolve, undefined) } },
    query: () => answer.promise,
    release: released.resolve,
  };
  const source = { connect: () => Promise.resolve(client) } as unknown as ConnectionSource;
  const cancel = (): Promise<boolean> => {
    answer.resolve({ rows: [] });
    return Promise.resolve(isTold);
  };
  const turns = new Turns(source, { cancel, end: () => Promise.resolve() });
  const read = forAsker({ gone: asker.signal }, () => turns.send({ sql: 'SELECT 1', parameters: [] }));
  await sent.promise;
  asker.abort();
  await read;
  return released.promise;
}

it('uses a connection again after a cancellation, and discards one that a cancellation may still hit', async () => {
  expect(await releasedAfter(true)).toBe(false);
  expect(await releasedAfter(false)).toBe(true);
});
