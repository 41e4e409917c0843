import { randomUUID } from 'node:crypto';
import type { TestViewer } from '@cartwright/testing';
import { mutate, type MutationResult } from './mutate.ts';
import type { TestProducts } from './start-test-products.ts';

/** A brand as a mutation answers it. */
export interface SeenBrand {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly version: number;
}

const member: TestViewer = { id: randomUUID(), role: 'STAFF' };

const faults: Readonly<Record<string, string>> = {
  brandCreate: '... on BrandNameTakenError { name } ... on SlugTakenError { slug }',
  brandUpdate: `... on BrandNameTakenError { name } ... on SlugTakenError { slug } ... on BrandNotFoundError { brandId }
    ... on BrandChangedError { brand { version } }`,
  brandMerge: '... on BrandNotFoundError { brandId } ... on BrandChangedError { brand { id version } }',
  brandDelete: `... on BrandNotFoundError { brandId } ... on BrandChangedError { brand { version } }
    ... on BrandInUseError { productCount }`,
};

/** Changes brands as staff do; `name` is that of the mutation. */
export function changeBrand(
  products: TestProducts,
  name: string,
  input: object,
  viewer: TestViewer | null = member,
): Promise<MutationResult> {
  const success = `${name.charAt(0).toUpperCase()}${name.slice(1)}Success`;
  const kept =
    name === 'brandDelete'
      ? 'brandId'
      : `brand { id slug name aliases description website isShown seo { title description } logo { altText width url } version }`;
  const gone = name === 'brandMerge' ? ' mergedBrandId' : '';
  const selection = `... on ${success} { ${kept}${gone} } ${faults[name] ?? ''} ... on InvalidInputError { fields { path code } }`;
  return mutate(products, viewer, { name, input, selection });
}

/** Makes a brand. */
export async function addBrand(products: TestProducts, input: object): Promise<SeenBrand> {
  const { brand } = await changeBrand(products, 'brandCreate', input);
  return brand as SeenBrand;
}
