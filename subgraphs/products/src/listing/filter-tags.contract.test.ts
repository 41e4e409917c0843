import { readFile } from 'node:fs/promises';
import { Kind, parse, valueFromASTUntyped, type ConstDirectiveNode, type TypeNode } from 'graphql';
import { expect, it } from 'vitest';

const { definitions } = parse(await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8'));
const filterTags = ['brands', 'categories', 'collections', 'prices', 'product-types', 'reviews', 'stock'];

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

function tagsOf(directives: readonly ConstDirectiveNode[] = []): string[] {
  return directives
    .filter(({ name }) => name.value === 'cacheControl')
    .flatMap(({ arguments: given = [] }) => given.filter(({ name }) => name.value === 'tags'))
    .flatMap(({ value }) => valueFromASTUntyped(value) as string[]);
}

const inputs = definitions.filter((one) => one.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION);
const filtering = new Set([
  'ProductFiltersInput',
  ...inputs
    .filter(({ fields = [] }) => fields.some(({ type }) => nameOf(type) === 'ProductFiltersInput'))
    .map(({ name }) => name.value),
]);
const uses = definitions.flatMap((one) => {
  if (one.kind !== Kind.OBJECT_TYPE_DEFINITION && one.kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
  if (one.name.value === 'Mutation') return [];
  return (one.fields ?? []).flatMap((field) =>
    (field.arguments ?? [])
      .filter(({ type }) => filtering.has(nameOf(type)))
      .map((argument) => ({
        use: `${one.name.value}.${field.name.value}(${argument.name.value}:)`,
        tags: [...tagsOf(field.directives), ...tagsOf(argument.directives)],
      })),
  );
});

it('filters are used in several places', () => {
  expect(uses.length).toBeGreaterThan(4);
});

it.each(uses)('what $use answers ends with all that filters go by', ({ tags }) => {
  expect(filterTags.filter((tag) => !tags.includes(tag))).toEqual([]);
});
