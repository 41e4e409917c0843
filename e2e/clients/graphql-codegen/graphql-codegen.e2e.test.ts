import { expect, inject, it } from 'vitest';
import { schemaFile } from '../support/api-files.ts';
import { pricesByCodegen } from './prices-by-codegen.ts';

it('graphql-codegen types operations by the published schema', async () => {
  const prices = await pricesByCodegen(schemaFile, inject('graphqlUrl'));
  expect(prices).toEqual(Array(3).fill(expect.stringMatching(/^.+: \d+\.\d\d EUR$/)));
});
