import { readFileSync } from 'node:fs';
import { withCurrencies } from '@cartwright/graph';
import fc from 'fast-check';
import { buildSchema, getOperationAST, getVariableValues, parse } from 'graphql';
import { beforeAll, expect, inject, it } from 'vitest';
import { fragmentsOf } from '../../gateway/src/limits/document-size.ts';
import { estimateCost } from '../../gateway/src/limits/estimate-cost.ts';
import { listSizes } from '../../gateway/src/supergraph/list-sizes.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { mutate } from '../support/mutate.ts';
import { fillCart, findVariant, guest, placeInput, placeOrder } from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';
import { generatedOperation, type GeneratedOperation } from './generated-operation.ts';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const schema = withCurrencies(buildSchema(read('api/schema.graphql')));
const sizes = listSizes(parse(read('supergraph.graphql')));
const maxCost = 20_000;

let buyer: GraphqlClient;
beforeAll(async () => {
  await shortenTree();
  buyer = await guest(inject('graphqlUrl'));
  const variant = await findVariant(buyer, 10);
  const lines = [{ variantId: variant.id, quantity: 1 }];
  await placeOrder(buyer, placeInput(await fillCart(buyer, lines)));
  await fillCart(buyer, lines);
});

/** Takes away the categories at the top that other tests have made, so that it is as long as lists of it are assumed to be. */
async function shortenTree(): Promise<void> {
  const staff = await staffClient(inject('graphqlUrl'));
  const read = async () =>
    (
      await staff.ask<{ me: object; categories: { id: string; version: number }[] }>(
        '{ me { id } categories { id version } }',
      )
    ).categories;
  for (const { id, version } of await read()) {
    const select = '__typename';
    await mutate(staff, { name: 'categoryDelete', input: { id, version }, select }); // those with anything in them stay
  }
  expect((await read()).length).toBeLessThanOrEqual(20);
}

function estimateOf({ query, variables }: GeneratedOperation): number {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (operation == null) throw new Error('There is no operation.');
  const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const fragments = fragmentsOf(document);
  return estimateCost({ schema, operation, fragments, listSizes: sizes, variables: coerced }).cost;
}

/** The objects below a value of an answer. */
function objectsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + objectsIn(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, item) => sum + objectsIn(item), 1);
}

it('no answer has more objects than its operation was estimated to cost', async () => {
  let compared = 0;
  let returned = 0;
  await fc.assert(
    fc.asyncProperty(generatedOperation(schema), async (generated) => {
      const estimate = estimateOf(generated);
      fc.pre(estimate <= maxCost);
      const { data } = await buyer.send<object>(generated.query, generated.variables);
      if (data === null) return;
      const objects = objectsIn(data) - 1;
      compared += 1;
      returned += objects;
      expect(objects).toBeLessThanOrEqual(estimate);
    }),
    { numRuns: 300, endOnFailure: false },
  );
  expect(compared).toBeGreaterThan(150);
  expect(returned).toBeGreaterThan(1_000);
}, 120_000);
