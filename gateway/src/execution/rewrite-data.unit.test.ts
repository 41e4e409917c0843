import { buildSchema } from 'graphql';
import { expect, it } from 'vitest';
import { rewriteData, rewritePath } from './rewrite-data.ts';

const schema = buildSchema(`
  type Query { media: [Media!]! }
  interface Media { id: ID! }
  type Book implements Media { id: ID!, title: String }
  type Film implements Media { id: ID!, title: Int }
`);

it('gives keys of one type the names that the client asked for', () => {
  const data = {
    media: [
      { __typename: 'Book', title__alias_0: 'Dune' },
      { __typename: 'Film', title: 1984 },
    ],
  };
  const path = ['media', '... on Book', 'title__alias_0'];
  rewriteData(data, [{ kind: 'KeyRenamer', path, renameKeyTo: 'title' }], schema);
  expect(data.media).toEqual([
    { __typename: 'Book', title: 'Dune' },
    { __typename: 'Film', title: 1984 },
  ]);
});

it('finds an error at the name that the client asked for', () => {
  const path = ['media', '... on Book', 'title__alias_0'];
  const rewrites = [{ kind: 'KeyRenamer', path, renameKeyTo: 'title' } as const];
  expect(rewritePath(['media', 0, 'title__alias_0'], rewrites)).toEqual(['media', 0, 'title']);
  expect(rewritePath(['media', 0, 'name'])).toEqual(['media', 0, 'name']);
});

it('names the interface where a subgraph knows only that', () => {
  const representations = [{ __typename: 'Book', id: '1' }];
  const path = ['... on Media', '__typename'];
  rewriteData(representations, [{ kind: 'ValueSetter', path, setValueTo: 'Media' }], schema);
  expect(representations).toEqual([{ __typename: 'Media', id: '1' }]);
});
