import type { InvalidInput } from '@cartwright/input';
import { freeSlug } from '../../catalogue/door.ts';
import { findNumberedSlugs, insertDraft, isSlugTaken } from '../repository.ts';
import { contentOf } from '../rules/product-content.ts';
import { readNewProduct, type CheckedProduct, type ProductInput } from '../rules/product-input.ts';
import { addedState, addVariants, skuFault, type SkuTaken } from './add-variants.ts';
import {
  changeCatalogue,
  leafFault,
  noteProduct,
  recordProduct,
  textsOf,
  type CategoryHoldsCategories,
  type CategoryNotFound,
  type Dependencies,
  type HeldCatalogue,
} from './edit-product.ts';

/** A product to be made. */
export interface CreateProduct extends ProductInput {
  readonly staffId: string;
  readonly categoryId: string;
  /** Whether whoever asks tells of it in the same transaction, once it is all that it is to be: nobody hears of a draft in between. */
  readonly isToldLater?: boolean;
}

/** Another product has the slug. */
export interface SlugTaken {
  readonly kind: 'slug-taken';
  readonly slug: string;
}

/** What came of it. */
export type CreateProductOutcome =
  | { readonly kind: 'created'; readonly productId: string }
  | CategoryNotFound
  | CategoryHoldsCategories
  | SlugTaken
  | SkuTaken
  | InvalidInput;

/** Makes a draft with its variants, their first prices and pieces, with its entry in the audit trail. */
export async function createProduct(
  dependencies: Dependencies,
  { staffId, categoryId, isToldLater = false, ...input }: CreateProduct,
): Promise<CreateProductOutcome> {
  const read = readNewProduct(input);
  if (read.kind === 'invalid-input') return read;
  const id = dependencies.newId();
  return changeCatalogue<CreateProductOutcome>(dependencies, async (held) => {
    const slug = await slugFor(held, read.value, id);
    const fault = leafFault(held, categoryId) ?? (await skuFault(held, read.value.variants));
    if (fault !== undefined) return fault;
    if (slug === undefined) return { kind: 'slug-taken', slug: read.value.slug };
    const { variants, reason, name, description, brand, tags, options } = read.value;
    const product = { id, slug, name, description, brand, categoryId, tags, options };
    const createdAt = dependencies.now();
    await insertDraft(held.tx, { ...contentOf(held.tree, product, variants), createdAt });
    await addVariants(dependencies, held, { productId: id, from: 0 }, variants);
    const after = { ...textsOf(product), options, variants: addedState(variants) };
    const action = { staffId, operation: 'productCreate', reason, before: null, after };
    if (isToldLater) await noteProduct(dependencies, held, id, action);
    else await recordProduct(dependencies, held, { id, name, slug, status: 'DRAFT' }, action);
    return { kind: 'created', productId: id };
  });
}

/** The slug that a new product gets; undefined where it is to be one that another has. */
async function slugFor(
  { tx }: HeldCatalogue,
  { slug, isOwnSlug }: CheckedProduct,
  id: string,
): Promise<string | undefined> {
  if (isOwnSlug) return (await isSlugTaken(tx, slug, id)) ? undefined : slug;
  const taken = await findNumberedSlugs(tx, slug);
  return freeSlug(slug, (one) => taken.has(one));
}
