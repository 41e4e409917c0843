import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isInputObjectType, isUnionType } from 'graphql';
import { expect, it } from 'vitest';

const sdl = readFileSync(new URL('../../../supergraph.graphql', import.meta.url), 'utf8');
const mutations = Object.values(
  buildSchema(sdl, { assumeValidSDL: true }).getMutationType()?.getFields() ?? {},
);

const keyed = mutations.flatMap(({ name, args, type }) => {
  const fields = args.map((arg) => getNamedType(arg.type)).flatMap((input) => inputFields(input));
  const key = [...args, ...fields].find((field) => field.name === 'idempotencyKey');
  return key === undefined ? [] : [{ name, key, result: getNamedType(type) }];
});

function inputFields(type: unknown) {
  return isInputObjectType(type) ? Object.values(type.getFields()) : [];
}

it('finds the mutations that take a key', () => {
  expect(keyed.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['cartCreate', 'cartLinesAdd', 'customerAddressCreate', 'orderPlace']),
  );
});

it.each(keyed)('$name requires the key and describes it as the others do', ({ key }) => {
  expect(String(key.type)).toBe('String!');
  expect(key.description).toBe(keyed[0]?.key.description);
  expect(key.description).toContain('8 to 255 printable ASCII characters, kept 7 days');
});

it.each(keyed)(
  '$name answers another input under the same key with IdempotencyKeyReusedError',
  ({ result }) => {
    const members = isUnionType(result) ? result.getTypes().map(({ name }) => name) : [];
    expect(members).toContain('IdempotencyKeyReusedError');
  },
);
