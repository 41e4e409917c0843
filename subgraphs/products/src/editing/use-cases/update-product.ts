import { isDeepStrictEqual } from 'node:util';
import type { InvalidInput } from '@cartwright/input';
import { findBrandName, holdBrands, noSuchBrand, readBrandGiven } from '../../brands/door.ts';
import { isSlugTaken, saveProduct } from '../repository.ts';
import { contentOf } from '../rules/product-content.ts';
import { readProductChange, type ProductChangeInput } from '../rules/product-input.ts';
import type { SlugTaken } from './create-product.ts';
import {
  editProduct,
  leafFault,
  recordProduct,
  textsOf,
  type CategoryHoldsCategories,
  type CategoryNotFound,
  type Dependencies,
  type ProductChanged,
  type ProductNotFound,
} from './edit-product.ts';

/** What is to be different about a product, and which version of it was read. */
export interface UpdateProduct extends ProductChangeInput {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
  readonly categoryId?: string | null | undefined;
  /** The id of its brand, in the place of its name. */
  readonly brandId?: string | null | undefined;
}

/** What came of it. */
export type UpdateProductOutcome =
  | { readonly kind: 'updated' }
  | ProductNotFound
  | ProductChanged
  | CategoryNotFound
  | CategoryHoldsCategories
  | SlugTaken
  | InvalidInput;

/** Changes what a product is called and says, and where it is, with its entry in the audit trail; where it is so already, nothing changes. */
export async function updateProduct(
  dependencies: Dependencies,
  { staffId, id, version, categoryId, brandId, ...input }: UpdateProduct,
): Promise<UpdateProductOutcome> {
  const read = readProductChange(input);
  if (read.kind === 'invalid-input') return read;
  const given = readBrandGiven({ brand: input.brand, brandId }, false);
  if (given !== undefined) return given;
  return editProduct<UpdateProductOutcome>(dependencies, { id, version }, async (held) => {
    const { product: before, variants } = held;
    const { name = before.name, description = before.description } = read.value;
    const { tags = before.tags, reason } = read.value;
    const asked = brandId == null ? read.value.brand : await findBrandName(held.tx, brandId);
    if (brandId != null && asked === undefined) return noSuchBrand;
    const slug = read.value.slug ?? before.slug;
    const category = categoryId ?? before.categoryId;
    const fault = category === before.categoryId ? undefined : leafFault(held, category);
    if (fault !== undefined) return fault;
    if (await isSlugTaken(held.tx, slug, id)) return { kind: 'slug-taken', slug };
    const brands = await holdBrands(dependencies, held, {
      staffId,
      names: asked === undefined ? [] : [asked],
      reason,
    });
    const brand = asked === undefined ? before.brand : (brands.get(asked) ?? asked);
    const after = { ...before, name, description, brand, tags, slug, categoryId: category };
    if (isDeepStrictEqual(textsOf(before), textsOf(after))) return { kind: 'updated' };
    await saveProduct(held.tx, contentOf(held.tree, after, variants));
    const states = { before: textsOf(before), after: textsOf(after) };
    await recordProduct(dependencies, held, after, {
      staffId,
      operation: 'productUpdate',
      reason,
      ...states,
    });
    return { kind: 'updated' };
  });
}
