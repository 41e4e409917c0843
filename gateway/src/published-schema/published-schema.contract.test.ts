import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  buildSchema,
  isScalarType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  parse,
  printSchema,
  validate,
  validateSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { loadSupergraph } from '../supergraph/loaded-supergraph.ts';
import { publishedSchema } from './published-schema.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string): string => readFileSync(`${root}${file}`, 'utf8');
const published = publishedSchema(loadSupergraph(read('supergraph.graphql')).schema);
const schema = buildSchema(published['schema.graphql']);

it.each(['schema.graphql', 'possibleTypes.json'] as const)('is committed as api/%s', (name) => {
  expect(read(`api/${name}`)).toBe(published[name]);
});

describe('schema.graphql', () => {
  it('is a valid schema, of which no word is lost when a tool reads and prints it', () => {
    expect(validateSchema(schema)).toEqual([]);
    expect(`${printSchema(schema)}\n`).toBe(published['schema.graphql']);
  });

  it('has nothing of federation', () => {
    expect(published['schema.graphql']).not.toMatch(
      /\b(join|link|federation)__|@(key|shareable|tag|inaccessible)\b/,
    );
    expect(
      schema
        .getDirectives()
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['deprecated', 'include', 'oneOf', 'skip', 'specifiedBy']);
    expect(schema.getQueryType()?.getFields()).not.toHaveProperty('_entities');
  });

  it('says where each scalar of its own is specified', () => {
    const own = Object.values(schema.getTypeMap())
      .filter(isScalarType)
      .filter((type) => !isSpecifiedScalarType(type));
    expect(own.map(({ name }) => name)).toEqual(expect.arrayContaining(['DateTime', 'Decimal']));
    for (const { name, specifiedByURL } of own) {
      expect({ name, specifiedByURL }).toEqual({
        name,
        specifiedByURL: expect.stringMatching(/^https:\/\//) as string,
      });
    }
  });
});

it('names every member of every union and interface', () => {
  const members = JSON.parse(published['possibleTypes.json']) as Record<string, string[]>;
  expect(members['UserError']).toEqual(expect.arrayContaining(['InvalidInputError', 'OutOfStockError']));
  expect(members['SessionCreateResult']).toEqual([
    'InvalidCredentialsError',
    'SecondFactorRequiredError',
    'SessionCreateSuccess',
  ]);
  const sorted = lexicographicSortSchema(schema);
  const abstract = Object.values(sorted.getTypeMap()).flatMap((type) =>
    'resolveType' in type ? [[type.name, sorted.getPossibleTypes(type).map(({ name }) => name)]] : [],
  );
  expect(members).toEqual(Object.fromEntries(abstract));
});

const documents = globSync(['*.md', 'docs/**/*.md', 'packages/*/README.md'], { cwd: root }).flatMap((file) =>
  [...read(file).matchAll(/^```graphql\n(.*?)^```/gms)].map(([, source = '']) => [file, source] as const),
);

it.each(documents)('takes an operation that %s shows: %s', (_file, source) => {
  expect(validate(schema, parse(source))).toEqual([]);
});
