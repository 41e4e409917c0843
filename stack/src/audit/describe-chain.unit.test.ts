import { expect, it } from 'vitest';
import { describeChain } from './describe-chain.ts';

const chain = { domain: 'orders', witness: 'accounts', entries: 3, witnessed: 2 } as const;

it.each([
  [undefined, 'orders         whole: 3 entries, 2 of them witnessed by accounts'],
  [
    { position: 2, entryId: 'e2', fault: 'CHANGED' } as const,
    'orders         BROKEN: entry 2 (e2) was changed; the witness is accounts',
  ],
  [
    { position: 3, entryId: null, fault: 'MISSING' } as const,
    'orders         BROKEN: entry 3 is missing; the witness is accounts',
  ],
])('names the first broken entry', (broken, line) => {
  expect(describeChain({ ...chain, broken })).toBe(line);
});
