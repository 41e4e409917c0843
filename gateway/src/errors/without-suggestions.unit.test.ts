import { buildSchema, getVariableValues, parse, validate, Kind } from 'graphql';
import { expect, it } from 'vitest';
import { withoutSuggestions } from './without-suggestions.ts';

const schema = buildSchema(`
  enum Size { SMALL LARGE }
  input Filter { secretCode: String, size: Size }
  type Query { product(secretCode: String, filter: Filter, size: Size): Product, secretProducts: [Product] }
  type Product { secretName: String }
`);

const messages = [
  '{ secretProduct { secretName } }',
  '{ product { secretNam } }',
  '{ product(secretCod: "x") { secretName } }',
  '{ product(size: SMAL) { secretName } }',
  '{ product(size: "SMALL") { secretName } }',
  '{ product(filter: { secretCod: "x" }) { secretName } }',
  '{ ... on Produc { secretName } }',
].map((source) => validate(schema, parse(source))[0]?.message ?? '');

const document = parse(
  'query ($filter: Filter, $size: Size) { product(filter: $filter, size: $size) { secretName } }',
);
const [operation] = document.definitions;
const definitions =
  operation?.kind === Kind.OPERATION_DEFINITION ? (operation.variableDefinitions ?? []) : [];
const { errors = [] } = getVariableValues(schema, definitions, {
  filter: { secretCod: 'x' },
  size: 'SMAL',
});

it.each([...messages, ...errors.map(({ message }) => message)])(
  'says nothing of the schema in: %s',
  (message) => {
    expect(message).toContain('Did you mean');
    const without = withoutSuggestions(message);
    expect(without).not.toMatch(/Did you mean|secretName"|secretProducts"|SMALL"? |secretCode"/);
    expect(without).toMatch(/\.$/);
  },
);

it('leaves other messages as they are', () => {
  expect(withoutSuggestions('Which one? Say so.')).toBe('Which one? Say so.');
});
