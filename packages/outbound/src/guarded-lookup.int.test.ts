import { expect, it } from 'vitest';
import { guardedLookup } from './guarded-lookup.ts';
import type { Targets } from './targets.ts';

const found = (targets: Targets, all: boolean): Promise<unknown> =>
  new Promise((resolve) =>
    guardedLookup(targets)('localhost', { all }, (error, address) => resolve(error?.message ?? address)),
  );

it.each([true, false])(
  'leads no connection to a name of the own network (all addresses: %s)',
  async (all) => {
    expect(await found('public', all)).toMatch(/not one that the internet reaches/);
    expect(JSON.stringify(await found('any', all))).toMatch(/127\.0\.0\.1|::1/);
  },
);
