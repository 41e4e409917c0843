import { parse, type ObjectTypeDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { joinSchema } from '../join-schema.ts';
import { accessOf } from './access.ts';
import { listAccess } from './list-access.ts';

const list = (sdl: string) =>
  listAccess(parse(sdl)).map(
    ({ type, field, access }) => `${type}.${field} ${access.rule} ${String(access.permission)}`,
  );

describe('@access', () => {
  it('stands at a field, or at its type for all that say nothing else', () => {
    expect(
      list(`type Order @key(fields: "id") @access(rule: OWNER, permission: "ORDERS_READ") {
        id: ID!
        total: Int
        number: Int @access(rule: ANYBODY)
      }`),
    ).toEqual(['Order.id OWNER ORDERS_READ', 'Order.total OWNER ORDERS_READ', 'Order.number ANYBODY null']);
  });

  it.each([
    ['a query', 'type Query { a: Int }', 'Query.a'],
    ['a mutation whose type has a rule', 'type Mutation @access(rule: ANYBODY) { a: Int }', 'Mutation.a'],
    ['a subscription', 'type Subscription { a: Int }', 'Subscription.a'],
    ['a field of an entity', 'type A @key(fields: "id") { id: ID!, a: Int }', 'A.a'],
  ])('is missed at %s', (_what, sdl, missing) => {
    expect(() => list(sdl)).toThrow(`@access is missing at ${missing}:`);
  });

  it('is not asked of keys, of what no reference leads to, and of what is inside', () => {
    expect(list('type A @key(fields: "id") { id: ID! } type B { b: Int }')).toEqual([]);
    expect(list('type A @key(fields: "id", resolvable: false) { id: ID!, a: Int }')).toEqual([]);
  });

  it.each([
    ['rule: SOMEBODY', 'no rule "SOMEBODY"'],
    ['rule: PERMISSION', 'no permission ""'],
    ['rule: OWNER, permission: "MOON_LAND"', 'no permission "MOON_LAND"'],
    ['rule: CUSTOMER, permission: "ORDERS_READ"', 'CUSTOMER takes no permission'],
  ])('cannot say %s', (args, message) => {
    const [type] = parse(`type A @access(${args}) { a: Int }`).definitions;
    expect(() => accessOf(type as ObjectTypeDefinitionNode)).toThrow(message);
  });

  it('is told to whoever reads the schema', () => {
    const sdl = `extend type Query {
      "All orders." orders: Int @access(rule: PERMISSION, permission: "ORDERS_READ")
      "One." order: Int @access(rule: OWNER, permission: "ORDERS_READ")
      "Anything." shop: Int @access(rule: ANYBODY)
    }`;
    const joined = joinSchema({ rooms: [{ file: 'schema.graphql', sdl }], shared: [] });
    expect(joined).toContain('"All orders. For staff with the permission `ORDERS_READ`."');
    expect(joined).toContain('"One. For the owner, and for staff with the permission `ORDERS_READ`."');
    expect(joined).toContain('"Anything."');
  });
});
