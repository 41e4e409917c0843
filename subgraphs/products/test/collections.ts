import type { TestViewer } from '@cartwright/testing';
import { randomUUID } from 'node:crypto';
import { mutate, type MutationResult } from './mutate.ts';
import type { TestProducts } from './start-test-products.ts';

/** A collection as a mutation answers it. */
export interface SeenCollection {
  readonly id: string;
  readonly slug: string;
  readonly version: number;
}

const member: TestViewer = { id: randomUUID(), role: 'STAFF' };

const faults: Readonly<Record<string, string>> = {
  collectionCreate: '... on SlugTakenError { slug }',
  collectionUpdate: `... on SlugTakenError { slug } ... on CollectionNotFoundError { collectionId }
    ... on CollectionChangedError { collection { version } }`,
  collectionDelete: `... on CollectionNotFoundError { collectionId }
    ... on CollectionChangedError { collection { version } }`,
  collectionProductsAdd: `... on CollectionHasRuleError { collectionId } ... on ProductNotFoundError { productId }
    ... on CollectionFullError { limit }`,
  collectionProductsRemove: '... on CollectionHasRuleError { collectionId }',
  collectionProductsMove: '... on CollectionHasRuleError { collectionId }',
};

/** Changes collections as staff do; `name` is that of the mutation. */
export function changeCollection(
  products: TestProducts,
  name: string,
  input: object,
  viewer: TestViewer | null = member,
): Promise<MutationResult> {
  const success = `${name.charAt(0).toUpperCase()}${name.slice(1)}Success`;
  const kept =
    name === 'collectionDelete'
      ? 'collectionId'
      : `collection { id slug name description seo { title description } version isBehind
          rule { match conditions { brands price { currency min { amount } max { amount } } } } }`;
  const selection = `... on ${success} { ${kept} } ${faults[name] ?? ''} ... on InvalidInputError { fields { path code } }`;
  return mutate(products, viewer, { name, input, selection });
}

/** Makes a collection. */
export async function addCollection(products: TestProducts, input: object): Promise<SeenCollection> {
  const { collection } = await changeCollection(products, 'collectionCreate', input);
  return collection as SeenCollection;
}
