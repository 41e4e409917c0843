import { invalidInput, type InvalidInput } from '@cartwright/input';
import { freeSlug } from '../../catalogue/door.ts';
import { insertProductType } from '../repository/product-types.ts';
import type { ProductType } from '../rules/definition.ts';
import { readNewProductType, type ProductTypeInput } from '../rules/product-type-input.ts';
import {
  changeTypes,
  differingElsewhere,
  recordTypeChange,
  type Dependencies,
  type SlugTaken,
} from './change-product-types.ts';

/** A product type to be made. */
export interface CreateProductType extends ProductTypeInput {
  readonly staffId: string;
}

/** What came of it. */
export type CreateProductTypeOutcome =
  | { readonly kind: 'created'; readonly productType: ProductType }
  | { readonly kind: 'too-many-product-types'; readonly limit: number }
  | SlugTaken
  | InvalidInput;

/** All of them are read at once, and each process keeps them. */
const maxTypes = 200;

/** Makes a product type, with its entry in the audit trail. */
export async function createProductType(
  dependencies: Dependencies,
  { staffId, ...input }: CreateProductType,
): Promise<CreateProductTypeOutcome> {
  const read = readNewProductType(input);
  if (read.kind === 'invalid-input') return read;
  const { reason, attributes, name } = read.value;
  return changeTypes<CreateProductTypeOutcome>(dependencies, async (held) => {
    if (held.types.length >= maxTypes) return { kind: 'too-many-product-types', limit: maxTypes };
    const isTaken = (slug: string) => held.types.some((type) => type.slug === slug);
    if (input.slug != null && isTaken(read.value.slug)) return { kind: 'slug-taken', slug: read.value.slug };
    const faults = differingElsewhere(held.types, null, attributes);
    if (faults.length > 0) return invalidInput(...faults);
    const { newId, now } = dependencies;
    const productType: ProductType = {
      id: newId(),
      slug: freeSlug(read.value.slug, isTaken),
      name,
      version: 1,
      attributes: attributes.map((spec) => ({ ...spec, id: newId() })),
    };
    await insertProductType(held.tx, productType, now());
    const action = { staffId, operation: 'productTypeCreate', reason };
    await recordTypeChange(dependencies, held, { ...action, before: null, after: productType });
    return { kind: 'created', productType };
  });
}
