import { createLogger } from '@cartwright/process';
import { expect, it } from 'vitest';
import { createPolicy } from '../rules/policy.ts';
import type { OrderWithLines } from '../../order/door.ts';
import { sweepCheckouts, type SweepDependencies } from './sweep-checkouts.ts';

const withCode = (code: string): Error => Object.assign(new Error(code), { code });

/** One overdue checkout in a database that fails at finding or at storing it. */
function failing(
  at: 'find' | 'save',
  error: Error,
): { dependencies: SweepDependencies; begun: () => number } {
  const overdue = { id: 'one', deadlineAt: new Date(0) } as OrderWithLines;
  const found = (): Promise<OrderWithLines[]> =>
    at === 'find' ? Promise.reject(error) : Promise.resolve([overdue]);
  let begun = 0;
  const dependencies: SweepDependencies = {
    messaging: {
      transact: (work) => {
        begun += 1;
        return work({} as never, () => undefined);
      },
    },
    checkouts: () => ({
      lock: found,
      locking: () => undefined,
      lockDue: found,
      save: () => Promise.reject(error),
      settle: () => Promise.resolve([]),
    }),
    logger: createLogger({ name: 'test', level: 'silent' }),
    now: () => new Date(0),
    policy: createPolicy(),
  };
  return { dependencies, begun: () => begun };
}

it.each(['57P01', '40001', 'ECONNREFUSED'])(
  'an outage (%s) is not caused by a checkout: nothing is postponed, the next sweep follows',
  async (code) => {
    const { dependencies, begun } = failing('save', withCode(code));
    await expect(sweepCheckouts(dependencies)).rejects.toThrow(code);
    expect(begun()).toBe(1);
  },
);

it('what takes too long together is tried one by one; what takes too long alone is not caused by a checkout', async () => {
  const { dependencies, begun } = failing('save', withCode('P2028'));
  await expect(sweepCheckouts(dependencies)).rejects.toThrow('P2028');
  expect(begun()).toBe(2);
});

it('what fails before a checkout is locked is not caused by one', async () => {
  const { dependencies, begun } = failing('find', withCode('42P01'));
  await expect(sweepCheckouts(dependencies)).rejects.toThrow('42P01');
  expect(begun()).toBe(2);
});
