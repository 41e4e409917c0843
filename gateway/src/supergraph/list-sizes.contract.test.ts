import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  type GraphQLOutputType,
} from 'graphql';
import { expect, it } from 'vitest';
import { listSizes } from './list-sizes.ts';

const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
const schema = buildSchema(read('api/schema.graphql'));
const sizes = listSizes(parse(read('supergraph.graphql')));

/** A connection's, which are as many as its `first` or `last` says. */
const sizedByPage = new Set(['nodes', 'edges']);
const isList = (type: GraphQLOutputType): boolean =>
  isNonNullType(type) ? isList(type.ofType) : isListType(type);

const lists = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type) || isInterfaceType(type))
  .flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => isList(field.type) && isCompositeType(getNamedType(field.type)))
      .filter(({ name, args }) => !sizedByPage.has(name) && !args.some((one) => one.name === 'first'))
      .map((field) => `${type.name}.${field.name}`),
  )
  .filter((name) => !name.startsWith('__'));

it('finds the lists of objects', () => {
  expect(lists).toEqual(expect.arrayContaining(['Cart.lines', 'Product.variants', 'Order.timeline']));
});

it.each(lists)('%s says by @listSize how many it is assumed to hold', (name) => {
  expect(sizes.get(name)).toBeGreaterThan(0);
});
