import { invalidField, invalidInput, readInput, type InvalidInput } from '@cartwright/input';
import { z } from 'zod';
import { saveProduct } from '../repository.ts';
import { fitVariants } from '../rules/fit-options.ts';
import { contentOf } from '../rules/product-content.ts';
import { maxVariants, reason, variantsSchema, type VariantInput } from '../rules/variant-input.ts';
import { addedState, addVariants, skuFault, type SkuTaken } from './add-variants.ts';
import {
  editProduct,
  recordProduct,
  type Dependencies,
  type ProductChanged,
  type ProductNotFound,
} from './edit-product.ts';

/** Variants that a product is to have more, and which version of it was read. */
export interface CreateVariants {
  readonly staffId: string;
  readonly productId: string;
  readonly version: number;
  readonly variants: readonly VariantInput[];
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type CreateVariantsOutcome =
  { readonly kind: 'created' } | ProductNotFound | ProductChanged | SkuTaken | InvalidInput;

const schema = z.object({ variants: variantsSchema, reason });

/** Adds variants behind those that a product has, all or none of them, with its entry in the audit trail. */
export async function createVariants(
  dependencies: Dependencies,
  { staffId, productId, version, ...input }: CreateVariants,
): Promise<CreateVariantsOutcome> {
  const read = readInput(schema, input);
  if (read.kind === 'invalid-input') return read;
  return editProduct<CreateVariantsOutcome>(dependencies, { id: productId, version }, async (held) => {
    const { product, variants: before } = held;
    if (before.length + read.value.variants.length > maxVariants) return tooMany;
    const { fitting, faults } = fitVariants(product.options, read.value.variants, before);
    if (faults.length > 0) return invalidInput(...faults);
    const fault = await skuFault(held, fitting);
    if (fault !== undefined) return fault;
    const from = Math.max(-1, ...before.map(({ position }) => position)) + 1;
    await addVariants(dependencies, held, [{ productId, from, variants: fitting }]);
    await saveProduct(held.tx, contentOf(held.tree, product, [...before, ...fitting]));
    const action = { staffId, operation: 'productVariantsCreate', reason: read.value.reason };
    const states = { before: null, after: { variants: addedState(fitting) } };
    await recordProduct(dependencies, held, product, { ...action, ...states });
    return { kind: 'created' };
  });
}

const tooMany = invalidInput(
  invalidField(['variants'], 'TOO_LONG', `A product has at most ${maxVariants} variants.`),
);
