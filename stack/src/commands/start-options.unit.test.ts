import { expect, it } from 'vitest';
import { startOptions } from './start-options.ts';

it('sets nothing by default', () => {
  expect(startOptions([])).toEqual({ products: undefined, port: undefined });
});

it('reads the number of products and the port', () => {
  expect(startOptions(['--products', '20000', '--port=4500'])).toEqual({ products: 20_000, port: 4500 });
});

it.each([['--products', 'many'], ['--port', '70000'], ['--port', '0'], ['--verbose'], ['extra']])(
  'shows the usage for %s %s',
  (...args) => {
    expect(() => startOptions(args)).toThrow(/Usage: npm start -- \[--products N\] \[--port N\]/);
  },
);
