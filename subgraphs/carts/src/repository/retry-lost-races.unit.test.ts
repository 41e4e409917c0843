import { describe, expect, it, vi } from 'vitest';
import { retryLostRaces } from './retry-lost-races.ts';

/** A unique violation as Prisma's adapter wraps it. */
const lost = Object.assign(new Error('lost'), {
  code: 'P2010',
  meta: { driverAdapterError: { cause: { originalCode: '23505' } } },
});

describe('a transaction', () => {
  it('runs again when it lost a race', async () => {
    const work = vi.fn().mockRejectedValueOnce(lost).mockResolvedValueOnce('done');
    expect(await retryLostRaces(work)).toBe('done');
  });

  it('is given up after five races', async () => {
    const work = vi.fn().mockRejectedValue(lost);
    await expect(retryLostRaces(work)).rejects.toBe(lost);
    expect(work).toHaveBeenCalledTimes(5);
  });

  it('does not run again after any other fault', async () => {
    const work = vi.fn().mockRejectedValue(new Error('broken'));
    await expect(retryLostRaces(work)).rejects.toThrow('broken');
    expect(work).toHaveBeenCalledTimes(1);
  });
});
