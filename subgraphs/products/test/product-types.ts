import { randomUUID } from 'node:crypto';
import type { TestViewer } from '@cartwright/testing';
import { editor } from './edit-product.ts';
import { mutate, type MutationResult } from './mutate.ts';
import type { TestProducts } from './start-test-products.ts';

/** A product type as a mutation answers it. */
export interface SeenProductType {
  readonly id: string;
  readonly slug: string;
  readonly version: number;
}

const typeFields = `productType { id slug name version attributes {
  key name description type owner required filterable searchable inFacets unit several referenceTo choices { value name } } }`;

const errors: Readonly<Record<string, string>> = {
  Create: '... on SlugTakenError { slug }',
  Update: `... on SlugTakenError { slug } ... on ProductTypeNotFoundError { productTypeId }
    ... on ProductTypeChangedError { productType { version } } ... on AttributesInUseError { conflicts { key count } }`,
  Delete: `... on ProductTypeNotFoundError { productTypeId } ... on ProductTypeChangedError { productType { version } }
    ... on ProductTypeInUseError { productCount }`,
};

/** Makes, changes or deletes a product type as staff do. */
export function changeProductType(
  products: TestProducts,
  how: 'Create' | 'Update' | 'Delete',
  input: object,
  viewer: TestViewer | null = editor,
): Promise<MutationResult> {
  const success = how === 'Delete' ? 'productTypeId' : typeFields;
  const selection = `... on ProductType${how}Success { ${success} } ${errors[how] ?? ''}
    ... on InvalidInputError { fields { path code } }`;
  return mutate(products, viewer, { name: `productType${how}`, input, selection });
}

/** Makes a product type of its own with some attributes. */
export async function addProductType(
  products: TestProducts,
  attributes: readonly object[],
): Promise<SeenProductType> {
  const made = await changeProductType(products, 'Create', { name: `Type ${randomUUID()}`, attributes });
  if (made['productType'] === undefined) throw new Error(`No product type: ${JSON.stringify(made)}`);
  return made['productType'] as SeenProductType;
}

const valueFields = `__typename key
  ... on AttributeTextValue { text } ... on AttributeRichTextValue { html plainText } ... on AttributeNumberValue { number unit }
  ... on AttributeBooleanValue { isTrue } ... on AttributeChoiceValue { choices { value name } } ... on AttributeDateValue { date }
  ... on AttributeProductValue { product { id } } ... on AttributeCategoryValue { category { slug } }
  ... on AttributeCollectionValue { collection { slug } } ... on AttributeFileValue { url mediaType byteSize image { id url width height altText placeholder } }`;

/** What is read of a product with its attributes. */
export const describedFields = `id publication { version status } productType { slug } attributes { ${valueFields} }
  variants { id attributes { ${valueFields} } }`;

/** Says what the attributes of a product or of its variants are, as staff do. */
export function describeProduct(
  products: TestProducts,
  name: 'productAttributesUpdate' | 'productVariantAttributesUpdate',
  input: object,
  viewer: TestViewer | null = editor,
): Promise<MutationResult> {
  const success = `${name.charAt(0).toUpperCase()}${name.slice(1)}Success`;
  const own = name === 'productAttributesUpdate' ? '... on ProductTypeNotFoundError { productTypeId }' : '';
  const selection = `... on ${success} { product { ${describedFields} } } ${own}
    ... on ProductNotFoundError { productId } ... on ProductChangedError { version }
    ... on AttributesMissingError { keys } ... on InvalidInputError { fields { path code } }`;
  return mutate(products, viewer, { name, input, selection });
}
