import { readFileSync } from 'node:fs';
import { buildASTSchema, OperationTypeNode, parse, type GraphQLObjectType } from 'graphql';
import { expect, it } from 'vitest';
import { checkoutFields, importanceOf, readOnTheWay } from './field-importance.ts';

const text = readFileSync(new URL('../../../api/schema.graphql', import.meta.url), 'utf8');
const schema = buildASTSchema(parse(text), { assumeValidSDL: true });
const fieldsOf = (type: GraphQLObjectType | null | undefined) => Object.keys(type?.getFields() ?? {});

it('of no mutation is that of looking round', () => {
  for (const name of fieldsOf(schema.getMutationType()))
    expect(importanceOf({ type: OperationTypeNode.MUTATION, rootFields: [name] })).not.toBe('browsing');
});

it('is said of nothing that there is not', () => {
  const mutations = new Set(fieldsOf(schema.getMutationType()));
  const reads = new Set([...fieldsOf(schema.getQueryType()), ...fieldsOf(schema.getSubscriptionType())]);
  expect([...checkoutFields].filter((name) => !mutations.has(name))).toEqual([]);
  expect([...readOnTheWay].filter((name) => !reads.has(name))).toEqual([]);
});

it.each([
  [OperationTypeNode.MUTATION, ['orderPlace'], 'checkout'],
  [OperationTypeNode.MUTATION, ['orderPlace', 'cartCreate'], 'change'],
  [OperationTypeNode.QUERY, ['cart'], 'change'],
  [OperationTypeNode.QUERY, ['cart', 'products'], 'browsing'],
  [OperationTypeNode.QUERY, ['orderPlace'], 'browsing'],
  [OperationTypeNode.SUBSCRIPTION, ['orderStatusChanged'], 'change'],
  [OperationTypeNode.QUERY, [], 'browsing'],
] as const)('of a %s of %j is %s', (type, rootFields, importance) => {
  expect(importanceOf({ type, rootFields })).toBe(importance);
});
