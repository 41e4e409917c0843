import { expect, it } from 'vitest';
import { isBlockedPort } from './blocked-port.ts';

/** A fetch that reaches the point of connecting, and goes no further. */
async function isRefusedByFetch(port: number): Promise<boolean> {
  const dispatcher = {
    dispatch: (): never => {
      throw new Error('would connect');
    },
  };
  const options = { dispatcher } as unknown as RequestInit;
  const failure: unknown = await fetch(`http://127.0.0.1:${port}`, options).catch((error: unknown) => error);
  return failure instanceof Error && failure.cause instanceof Error && failure.cause.message === 'bad port';
}

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

it('every blocked port is one that fetch refuses', async () => {
  const blocked = range(1, 65_535).filter(isBlockedPort);
  expect(blocked).toHaveLength(82);
  expect(await Promise.all(blocked.map(isRefusedByFetch))).not.toContain(false);
});

it('of the ports that stores choose, fetch refuses no others', async () => {
  const chosen = range(4000, 4200);
  const refused = await Promise.all(chosen.map(isRefusedByFetch));
  expect(chosen.filter((_port, index) => refused[index])).toEqual(chosen.filter(isBlockedPort));
});
