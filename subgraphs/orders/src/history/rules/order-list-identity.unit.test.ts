import { readPage } from '@cartwright/graph';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { orderListIdentity } from './order-list-identity.ts';

const all = { customerIds: null, statuses: null, placedFrom: null, placedBefore: null, reference: null };
const markOf = (more: Partial<Parameters<typeof orderListIdentity>[0]> = {}) =>
  readPage({}, { identity: orderListIdentity({ ...all, ...more }), key: z.string() }).mark();

it('cursors of lists without a reference are those of the releases that knew none', () => {
  expect(markOf()).toBe('DPg_JaJAES');
  expect(markOf({ customerIds: ['0198c0de-0000-7000-8000-000000000001'] })).toBe('Qz-HNtkj14');
});

it('cursors of a reference are of that reference', () => {
  const marks = [
    markOf(),
    markOf({ reference: 'PO-1' }),
    markOf({ reference: 'PO-2' }),
    markOf({ reference: '' }),
  ];
  expect(new Set(marks).size).toBe(4);
});
