import { describe, expect, it } from 'vitest';
import { joinSchema } from './join-schema.ts';

const part = (sdl: string) => ({ file: 'schema.graphql', sdl });
const join = (rooms: string[], shared: string[] = []) =>
  joinSchema({ rooms: rooms.map(part), shared: shared.map(part) });

describe('joinSchema', () => {
  it('folds extensions into the type that another room defines', () => {
    const joined = join([
      'type Product @key(fields: "id") { id: ID! }',
      'extend type Product { price: Int }',
    ]);
    expect(joined).toContain('type Product @key(fields: "id") {\n  id: ID!\n  price: Int\n}');
    expect(joined).not.toContain('extend type');
  });

  it('makes the root types from extensions alone, and puts them first', () => {
    const joined = join(['type A { id: ID }\nextend type Query { a: A }', 'extend type Query { b: Int }']);
    expect(joined).toMatch(
      /^extend schema[^\n]*\n\n"""\n[^\n]+\n"""\ntype Query \{\n {2}a: A\n {2}b: Int\n\}\n\ntype A/,
    );
  });

  it('says of a field what its interface says of it, unless it says more', () => {
    const shared = ['interface Failure { "For people." message: String!, "For programs." code: ID! }'];
    const joined = join(['type A implements Failure { message: String!, "Of A." code: ID! }'], shared);
    expect(joined).toContain(
      'type A implements Failure {\n  "For people."\n  message: String!\n  "Of A."\n  code: ID!\n}',
    );
  });

  it('takes over the shared types that are used, directly or by another one, and no others', () => {
    const shared = ['type Money { amount: Decimal }', 'scalar Decimal', 'scalar URL'];
    const joined = join(['extend type Query { total: Money }'], shared);
    expect(joined).toContain('type Money');
    expect(joined).toContain('scalar Decimal');
    expect(joined).not.toContain('URL');
  });

  it('imports the directives of federation that are used', () => {
    const joined = join(['type A @key(fields: "id") { id: ID! @deprecated }']);
    expect(joined).toContain('import: ["@key"]');
  });

  it.each([
    [
      'a type that two rooms define',
      ['type A { id: ID }', 'type A { id: ID }'],
      /A is defined in schema\.graphql and schema\.graphql/,
    ],
    [
      'a field that two rooms define',
      ['type A { id: ID }', 'extend type A { id: ID }'],
      /A\.id is defined in two rooms/,
    ],
    ['an extension of nothing', ['extend type A { id: ID }'], /schema\.graphql extends A, but no room/],
    [
      'an extension that is not one of a type',
      ['type A { id: ID }\nunion U = A', 'extend union U = A'],
      /a room may define types and extend object types/,
    ],
    ['a part that is no SDL', ['type A {'], /schema\.graphql: Syntax Error/],
  ])('refuses %s', (_what, rooms, message) => {
    expect(() => join(rooms)).toThrow(message);
  });
});
