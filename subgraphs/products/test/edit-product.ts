import type { TestViewer } from '@cartwright/testing';
import { randomUUID } from 'node:crypto';
import { addCategory } from './category-tree.ts';
import { mutate, type MutationResult } from './mutate.ts';
import type { TestProducts } from './start-test-products.ts';

/** A member of the staff. */
export const editor: TestViewer = { id: randomUUID(), role: 'STAFF' };

/** A product as a mutation answers it. */
export interface MadeProduct {
  readonly id: string;
  readonly slug: string;
  readonly publication: { readonly status: string; readonly version: number };
  readonly variants: readonly { readonly id: string; readonly sku: string }[];
}

const productFields = `product {
  id slug name description descriptionHtml brand tags category { slug } publication { status version }
  options { name values swatches { value color } } availableForSale priceRange { min { amount } max { amount } }
  variants { id sku title selectedOptions { name value } weightGrams barcode size { lengthMm widthMm heightMm }
    quantityAvailable price(currency: EUR) { amount } dollars: price(currency: USD) { amount } } }`;

/** The fields of errors, and which mutations answer them. */
const errors: readonly (readonly [type: string, fields: string, mutations: readonly string[] | 'all'])[] = [
  ['ProductNotFoundError', 'productId', 'all'],
  ['InvalidInputError', 'fields { path code }', 'all'],
  ['ProductChangedError', 'version', changes()],
  ['CategoryNotFoundError', 'categoryId', ['productCreate', 'productUpdate']],
  ['CategoryHoldsCategoriesError', 'category { slug }', ['productCreate', 'productUpdate']],
  ['SlugTakenError', 'slug', ['productCreate', 'productUpdate']],
  ['SkuTakenError', 'skus', ['productCreate', 'productVariantsCreate']],
  ['VariantNotFoundError', 'variantId', ['productVariantsDelete']],
  ['VariantsOrderedError', 'variantIds', ['productVariantsDelete']],
];

function changes(): readonly string[] {
  const ofVariants = ['Create', 'BulkUpdate', 'Delete', 'Reorder'].map((how) => `productVariants${how}`);
  return ['productUpdate', 'productOptionsUpdate', 'productDelete', ...ofVariants];
}

/** What a success has beside the product. */
const more: Readonly<Record<string, string>> = {
  productVariantsBulkUpdate: `results { index variant { sku } errors { __typename ... on SkuTakenError { skus }
    ... on VariantNotFoundError { variantId } ... on InvalidInputError { fields { path code } } } }`,
};

/** Makes or changes a product as staff do, by the mutation of that name. */
export function editProduct(
  products: TestProducts,
  name: string,
  input: object,
  viewer: TestViewer | null = editor,
): Promise<MutationResult> {
  const fields = name === 'productDelete' ? 'productId' : `${productFields} ${more[name] ?? ''}`;
  const success = `... on ${name.charAt(0).toUpperCase()}${name.slice(1)}Success { ${fields} }`;
  const members = errors.filter(([, , mutations]) => mutations === 'all' || mutations.includes(name));
  const selection = members.map(([type, own]) => `... on ${type} { ${own} }`);
  return mutate(products, viewer, { name, input, selection: [success, ...selection].join(' ') });
}

/** What `productCreate` takes of a price in EUR. */
export const eur = (amount: string) => ({ price: { amount, currencyCode: 'EUR' } });

/** A draft of shirts in two colours and sizes, in a category of its own; each SKU begins with `mark`. */
export async function addShirts(products: TestProducts, mark: string = randomUUID()): Promise<MadeProduct> {
  const { id: categoryId } = await addCategory(products, `Shirts ${mark}`);
  const variants = ['Navy', 'Sand'].flatMap((Colour) =>
    ['S', 'M'].map((Size, index) => ({
      sku: `${mark}-${Colour}-${Size}`,
      selectedOptions: [
        { name: 'Colour', value: Colour },
        { name: 'Size', value: Size },
      ],
      prices: [eur(`${20 + index}.00`)],
      stock: 3,
    })),
  );
  const options = [
    { name: 'Colour', values: [{ value: 'Navy', color: '#1F2A44' }, { value: 'Sand' }] },
    { name: 'Size', values: [{ value: 'S' }, { value: 'M' }] },
  ];
  const input = { name: `Shirt ${mark}`, brand: 'Loom', categoryId, options, variants };
  const { product } = await editProduct(products, 'productCreate', input);
  return product as MadeProduct;
}
