import { expect, inject, it } from 'vitest';
import { pricesByCodegen } from './prices-by-codegen.ts';

it('graphql-codegen types operations by what the running store says of itself', async () => {
  const url = inject('graphqlUrl');
  expect(await pricesByCodegen(url, url)).toEqual(
    Array(3).fill(expect.stringMatching(/^.+: \d+\.\d\d EUR$/)),
  );
});
