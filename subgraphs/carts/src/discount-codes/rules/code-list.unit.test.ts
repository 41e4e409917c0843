import { expect, it } from 'vitest';
import { readCodeList } from './code-list.ts';

it('keeps codes as they were written, without what is around them, each once in any case', () => {
  expect(readCodeList([' Summer–10 ', 'SUMMER-10', '', '  ', 'vip'])).toEqual({
    kind: 'valid',
    value: ['Summer-10', 'vip'],
  });
});

it('takes ten of them, each of a hundred characters at most', () => {
  const codes = (count: number) => Array.from({ length: count }, (_, nth) => `CODE-${nth}`);
  expect(readCodeList(codes(10))).toMatchObject({ kind: 'valid' });
  expect(readCodeList(codes(11))).toMatchObject({
    fields: [{ path: ['discountCodes'], code: 'TOO_LONG' }],
  });
  expect(readCodeList(['VIP', 'X'.repeat(101)])).toMatchObject({
    fields: [{ path: ['discountCodes', '1'], code: 'TOO_LONG' }],
  });
  expect(readCodeList(['\ud800'])).toMatchObject({
    fields: [{ path: ['discountCodes', '0'], code: 'INVALID_CHARACTERS' }],
  });
});
