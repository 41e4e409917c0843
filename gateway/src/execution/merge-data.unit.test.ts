import { expect, it } from 'vitest';
import { mergeData, type Data } from './merge-data.ts';

it('adds to objects and, element by element, to lists', () => {
  const target: Data = { cart: { id: 'c1', lines: [{ id: 'l1' }, null, { id: 'l3' }] } };
  mergeData(target, { cart: { cost: 5, lines: [{ title: 'Mug' }, null, { title: 'Cap' }] } });
  expect(target).toEqual({
    cart: {
      id: 'c1',
      cost: 5,
      lines: [{ id: 'l1', title: 'Mug' }, null, { id: 'l3', title: 'Cap' }],
    },
  });
});

it('takes what came last where both cannot be joined', () => {
  const target: Data = { a: 1, b: [1], c: { d: 1 } };
  mergeData(target, { a: 2, b: [1, 2], c: null });
  expect(target).toEqual({ a: 2, b: [1, 2], c: null });
});

it('leaves what every object has alone, whatever keys the data has', () => {
  const target: Data = {};
  mergeData(target, JSON.parse('{ "__proto__": { "polluted": true }, "constructor": { "id": 1 } }') as Data);
  mergeData(target, JSON.parse('{ "__proto__": { "more": true } }') as Data);
  expect(({} as Data)['polluted'] ?? ({} as Data)['more']).toBeUndefined();
  expect(JSON.stringify(target)).toBe('{"__proto__":{"polluted":true,"more":true},"constructor":{"id":1}}');
});
