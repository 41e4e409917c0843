import { buildSchema, introspectionFromSchema } from 'graphql';
import { expect, it } from 'vitest';
import { isForStaff, sortIntrospection } from './sort-introspection.ts';

const schema = buildSchema(`
  type Query { orders(status: Status, after: String): Int, "For staff: what hangs." hanging: Int, cart: Cart }
  type Mutation { "Hides it. Staff only; kept." hide(input: Input): Int, add: Int }
  type Cart { total: Int, "For staff: a note." note: Int, id: ID }
  enum Status { PENDING CONFIRMED CANCELLED }
  input Input { second: Int, first: Int }
`);
const { types } = sortIntrospection(introspectionFromSchema(schema)).__schema;
const typeCalled = (name: string) => {
  const type: unknown = types.find((one) => one.name === name);
  return type as {
    fields: { name: string }[];
    inputFields: { name: string }[];
    enumValues: { name: string }[];
  };
};
const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);

it('sorts types, fields and inputs by name', () => {
  expect(names(types)).toEqual(names(types).toSorted());
  expect(names(typeCalled('Cart').fields)).toEqual(['id', 'note', 'total']);
  expect(names(typeCalled('Input').inputFields)).toEqual(['first', 'second']);
});

it('has what is for staff behind everything else that can be asked', () => {
  expect(names(typeCalled('Query').fields)).toEqual(['cart', 'orders', 'hanging']);
  expect(names(typeCalled('Mutation').fields)).toEqual(['add', 'hide']);
});

it('keeps an order that says something', () => {
  expect(names(typeCalled('Status').enumValues)).toEqual(['PENDING', 'CONFIRMED', 'CANCELLED']);
});

it.each([
  ['For staff: sends a parcel.', true],
  ['Sets a price. Staff only.', true],
  ['The viewer’s orders. Staff see every order.', false],
  [null, false],
])('reads from a description whether it is for staff: %j', (description, expected) => {
  expect(isForStaff({ description })).toBe(expected);
});
