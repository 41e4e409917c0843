import { describe, expect, it } from 'vitest';
import { retryWriteConflicts } from './retry-write-conflicts.ts';

const timing = { wait: () => Promise.resolve(), random: () => 0 };

const failing = (times: number, error: Error) => {
  let calls = 0;
  const run = () => {
    calls += 1;
    return calls <= times ? Promise.reject(error) : Promise.resolve('done');
  };
  return { run, calls: () => calls };
};

const conflict = (code: string) => Object.assign(new Error('conflict'), { code });
const wrapped = Object.assign(new Error('raw query failed'), {
  code: 'P2010',
  meta: { driverAdapterError: { cause: { originalCode: '40P01', kind: 'postgres' } } },
});

describe('retryWriteConflicts', () => {
  it.each([
    ['a serialization failure', conflict('40001')],
    ['a deadlock', conflict('40P01')],
    ['what Prisma calls either', conflict('P2034')],
    ['a deadlock that Prisma wraps', wrapped],
  ])('runs again after %s', async (_name, error) => {
    const { run, calls } = failing(2, error);
    expect(await retryWriteConflicts(run, { timing })).toBe('done');
    expect(calls()).toBe(3);
  });

  it('passes any other failure on at once', async () => {
    const { run, calls } = failing(1, conflict('23505'));
    await expect(retryWriteConflicts(run, { timing })).rejects.toThrow('conflict');
    expect(calls()).toBe(1);
  });

  it('gives up after five attempts', async () => {
    const { run, calls } = failing(99, conflict('40001'));
    await expect(retryWriteConflicts(run, { timing })).rejects.toThrow('conflict');
    expect(calls()).toBe(5);
  });
});
