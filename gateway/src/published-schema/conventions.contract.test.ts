import { readFileSync } from 'node:fs';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  type GraphQLField,
  type GraphQLNamedType,
} from 'graphql';
import { describe, expect, it } from 'vitest';

const schema = buildSchema(readFileSync(new URL('../../../api/schema.graphql', import.meta.url), 'utf8'));
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const objects = types.filter(isObjectType);
const fieldsOf = (name: string): Record<string, string> => {
  const type = schema.getType(name);
  const fields = isObjectType(type) ? Object.entries(type.getFields()) : [];
  return Object.fromEntries(fields.map(([field, { type: of }]) => [field, String(of)]));
};
const rootFields = (type = schema.getQueryType()): GraphQLField<unknown, unknown>[] =>
  Object.values(type?.getFields() ?? {});

interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
}

/** Each type with its parts, by their coordinates (https://spec.graphql.org/draft/#sec-Schema-Coordinates). */
function coordinates(type: GraphQLNamedType): [coordinate: string, Described][] {
  const under = (parts: readonly Described[]): [string, Described][] =>
    parts.map((part) => [`${type.name}.${part.name}`, part]);
  const own: [string, Described] = [type.name, type];
  if (isEnumType(type)) return [own, ...under(type.getValues())];
  if (isInputObjectType(type)) return [own, ...under(Object.values(type.getFields()))];
  if (!isObjectType(type) && !isInterfaceType(type)) return [own];
  const fields = Object.values(type.getFields());
  const args = fields.flatMap((field) =>
    field.args.map((arg): [string, Described] => [`${type.name}.${field.name}(${arg.name}:)`, arg]),
  );
  return [own, ...under(fields), ...args];
}

describe('descriptions', () => {
  const all = types.flatMap(coordinates);

  it('are there for every type, field, argument, input and value of what clients see', () => {
    expect(all.length).toBeGreaterThan(800);
    expect(all.filter(([, { description }]) => !description?.trim()).map(([name]) => name)).toEqual([]);
  });

  it('say more than the name', () => {
    const words = (text = ''): string => text.replaceAll(/^(the|an?)\b|\.$|[\s_`]/gi, '').toLowerCase();
    const empty = all.filter(([, { name, description }]) => words(description ?? '') === words(name));
    expect(empty.map(([name]) => name)).toEqual([]);
  });
});

describe('names', () => {
  it('end in Input where a client gives the type', () => {
    expect(types.filter(isInputObjectType).filter(({ name }) => !name.endsWith('Input'))).toEqual([]);
  });

  it('are upper-case for values of enums', () => {
    const values = types.filter(isEnumType).flatMap((type) => type.getValues());
    expect(values.filter(({ name }) => !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(name))).toEqual([]);
  });

  it('end in Error for what implements UserError, and for nothing else', () => {
    const errors = objects.filter((type) => type.getInterfaces().some(({ name }) => name === 'UserError'));
    expect(errors.map(({ name }) => name)).toEqual(
      objects.filter(({ name }) => name.endsWith('Error')).map(({ name }) => name),
    );
  });

  it('end in Result for a union of which one member is no error, and in Error where all are errors', () => {
    for (const union of types.filter(isUnionType)) {
      const successes = union.getTypes().filter(({ name }) => !name.endsWith('Error'));
      const expected = union.name.endsWith('Error') ? 0 : 1;
      expect({ [union.name]: successes.length }).toEqual({ [union.name]: expected });
      expect(union.name).toMatch(/(Result|Error)$/);
    }
  });
});

/** What these do goes by who asks alone. */
const takesNothing = new Set([
  'guestSessionCreate',
  'customerEmailVerificationLinkSend',
  'customerDataExport',
]);

describe('root fields', () => {
  it('may be null, so that one that fails spares the others', () => {
    const required = [...rootFields(), ...rootFields(schema.getMutationType())].filter(({ type }) =>
      isNonNullType(type),
    );
    expect(required.map(({ name }) => name)).toEqual([]);
  });

  it('take one input, where they change something', () => {
    for (const { name, args } of rootFields(schema.getMutationType())) {
      const given = args.map((arg) => `${arg.name}: ${String(arg.type)}`);
      const expected = takesNothing.has(name) ? [] : [expect.stringMatching(/^input: \w+Input!$/) as string];
      expect({ [name]: given }).toEqual({ [name]: expected });
    }
  });
});

describe('connections (https://relay.dev/graphql/connections.htm)', () => {
  const connections = objects.filter(({ name }) => name.endsWith('Connection')).map(({ name }) => [name]);

  it('describe their pages as Relay reads them', () => {
    expect(fieldsOf('PageInfo')).toEqual({
      hasNextPage: 'Boolean!',
      hasPreviousPage: 'Boolean!',
      startCursor: 'String',
      endCursor: 'String',
    });
  });

  it.each(connections)('are all alike: %s', (name) => {
    const node = name.replace(/Connection$/, '');
    expect(fieldsOf(name)).toMatchObject({
      edges: `[${node}Edge!]!`,
      nodes: `[${node}!]!`,
      pageInfo: 'PageInfo!',
      totalCount: 'Int!',
    });
    expect(fieldsOf(`${node}Edge`)).toMatchObject({ node: `${node}!`, cursor: 'String!' });
  });

  it('are paged with first and after, and with last and before, wherever a field leads to one', () => {
    // What a search found is paged by the input of the search.
    const leading = objects
      .filter(({ name }) => name !== 'ProductSearchResult')
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter(({ type: of }) => String(of).replace('!', '').endsWith('Connection'))
          .map((field) => [`${type.name}.${field.name}`, field.args] as const),
      );
    for (const [name, args] of leading) {
      const paging = Object.fromEntries(args.map((arg) => [arg.name, String(arg.type)]));
      expect({ name, ...paging }).toMatchObject({ name, first: 'Int', after: 'String' });
      expect({ name, ...paging }).toMatchObject({ name, last: 'Int', before: 'String' });
    }
  });
});
