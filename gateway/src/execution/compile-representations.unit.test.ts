import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { buildSchema } from 'graphql';
import { expect, it } from 'vitest';
import { compileRepresentations } from './compile-representations.ts';

const schema = buildSchema(`
  type Query { media: [Media!]! }
  interface Media { id: ID! }
  type Book implements Media { id: ID!, title: String }
  type Film implements Media { id: ID!, title: Int }
`);

const field = (name: string, ...selections: QueryPlanSelectionNode[]): QueryPlanSelectionNode => ({
  kind: 'Field',
  name,
  ...(selections.length > 0 && { selections }),
});
const on = (typeCondition: string, ...selections: QueryPlanSelectionNode[]): QueryPlanSelectionNode => ({
  kind: 'InlineFragment',
  typeCondition,
  selections,
});

it('asks for an entity by what is required of its own type, nested and in lists', () => {
  const media = on('Media', field('__typename'), field('id'), field('parts', field('id')));
  const requires = [on('Film', field('__typename')), media];
  const book = { __typename: 'Book', id: '1', title: 'Dune', parts: [{ id: 'p1', page: 1 }, null] };
  expect(compileRepresentations(requires, undefined, schema)(book)).toEqual({
    __typename: 'Book',
    id: '1',
    parts: [{ id: 'p1' }, null],
  });
  expect(
    compileRepresentations(requires, undefined, schema)({ __typename: 'Person', id: '1' }),
  ).toBeUndefined();
});

it('asks for what all fragments select that apply, and leaves out one that lacks something', () => {
  const requires = [
    on('Media', field('__typename'), field('id')),
    on('Book', field('title')),
    on('Book', field('none')),
  ];
  const book = { __typename: 'Book', id: '1', title: { of: 'Dune' } };
  expect(compileRepresentations(requires, undefined, schema)(book)).toEqual({
    __typename: 'Book',
    id: '1',
    title: { of: 'Dune' },
  });
});

it('does not ask for an entity whose key is missing', () => {
  const requires = [on('Book', field('__typename'), field('id'))];
  expect(compileRepresentations(requires, undefined, schema)({ __typename: 'Book' })).toBeUndefined();
});
