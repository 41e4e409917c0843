import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import type { SyntheticAnswers } from './synthetic-subgraph-process.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])`;

/** Named as two of the store's are, because the gateway knows where those are. */
const schemas = {
  products: `${link}
    type Query { items: [Item!]! }
    type Item @key(fields: "id") { id: ID! name: String! slug: String! brand: String! }`,
  orders: `${link}
    type Item @key(fields: "id") { id: ID! sold: Int! rank: Int! label: String! }`,
} as const;

export type SyntheticName = keyof typeof schemas;

/** One hop: a list of one subgraph, completed by the other. */
export const hopQuery = '{ items { id name slug brand sold rank label } }';

/** @param urls where each is, with its path */
export function composeSynthetic(urls: Readonly<Record<SyntheticName, string>>): string {
  const { supergraphSdl, errors } = composeServices(
    (['products', 'orders'] as const).map((name) => ({
      name,
      url: urls[name],
      typeDefs: parse(schemas[name]),
    })),
  );
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

const items = Array.from({ length: 20 }, (_, index) => ({
  __typename: 'Item',
  id: `item-${index}`,
  name: `An item with a name, number ${index}`,
  slug: `an-item-with-a-name-number-${index}`,
  brand: 'Cartwright & Daughters',
}));

/** What each of them answers: 4 KB in all. */
export const syntheticAnswers: Readonly<Record<SyntheticName, SyntheticAnswers>> = {
  products: { entities: '', roots: JSON.stringify({ data: { items } }) },
  orders: {
    roots: JSON.stringify({ data: {} }),
    entities: JSON.stringify({
      data: {
        _entities: items.map((_, index) => ({
          __typename: 'Item',
          sold: index * 7,
          rank: index,
          label: `bought by many, place ${index}`,
        })),
      },
    }),
  },
};
