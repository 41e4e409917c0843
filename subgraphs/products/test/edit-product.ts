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
  id slug name description brand tags category { slug } publication { status version }
  options { name values swatches { value color } } availableForSale priceRange { min { amount } max { amount } }
  variants { id sku title selectedOptions { name value } weightGrams barcode size { lengthMm widthMm heightMm }
    quantityAvailable price(currency: EUR) { amount } dollars: price(currency: USD) { amount } } }`;

/** What of each member of a result union is read. */
const members: Readonly<Record<string, string>> = {
  ProductNotFoundError: 'productId',
  ProductChangedError: 'version',
  CategoryNotFoundError: 'categoryId',
  CategoryHoldsCategoriesError: 'category { slug }',
  SlugTakenError: 'slug',
  SkuTakenError: 'skus',
  InvalidInputError: 'fields { path code }',
};

const notOf: Readonly<Record<string, readonly string[]>> = {
  productCreate: ['ProductChangedError'],
  productUpdate: ['SkuTakenError'],
};

/** Makes or changes a product as staff do, by the mutation of that name. */
export function editProduct(
  products: TestProducts,
  name: string,
  input: object,
  viewer: TestViewer | null = editor,
): Promise<MutationResult> {
  const success = `... on ${name.charAt(0).toUpperCase()}${name.slice(1)}Success { ${productFields} }`;
  const errors = Object.entries(members).filter(([type]) => !(notOf[name] ?? []).includes(type));
  const selection = errors.map(([type, fields]) => `... on ${type} { ${fields} }`);
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
