import { expect, it } from 'vitest';
import { ProgressBars } from './progress-bars.ts';

it('draws a bar for each part that is under way, and none for what is done', () => {
  const bars = new ProgressBars();
  expect(bars.draw()).toBe('');
  bars.tell('products', 42_000, 100_000);
  bars.tell('carts', 99_999, 100_000);
  expect(bars.draw()).toBe('products ████████░░░░░░░░░░░░ 42 %, carts ███████████████████░ 99 %');
  bars.tell('carts', 100_000, 100_000);
  expect(bars.draw()).toBe('products ████████░░░░░░░░░░░░ 42 %');
});

it('says when a part has come another tenth further, for where no bar can be drawn', () => {
  const bars = new ProgressBars();
  const tenths = [1, 9, 10, 11, 19, 20, 95, 100].filter((done) => bars.tell('products', done, 100));
  expect(tenths).toEqual([10, 20, 95, 100]);
  expect(bars.textOf('products')).toBe('products 100 %');
});
