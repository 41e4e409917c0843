import { isDeepStrictEqual } from 'node:util';
import { readInput, type InvalidInput } from '@cartwright/input';
import { z } from 'zod';
import { saveProduct, saveVariant } from '../repository.ts';
import { changeOptions, optionChangesSchema, type OptionChangeInput } from '../rules/change-options.ts';
import { contentOf } from '../rules/product-content.ts';
import { reason } from '../rules/variant-input.ts';
import {
  editProduct,
  recordProduct,
  type Dependencies,
  type ProductChanged,
  type ProductNotFound,
} from './edit-product.ts';

/** The options that a product is to have, and which version of it was read. */
export interface UpdateOptions {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
  readonly options: readonly OptionChangeInput[];
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type UpdateOptionsOutcome =
  { readonly kind: 'updated' } | ProductNotFound | ProductChanged | InvalidInput;

const schema = z.object({ options: optionChangesSchema, reason });

/** Gives a product other options, which its variants follow, with its entry in the audit trail; where it has them already, nothing changes. */
export async function updateOptions(
  dependencies: Dependencies,
  { staffId, id, version, ...input }: UpdateOptions,
): Promise<UpdateOptionsOutcome> {
  const read = readInput(schema, input);
  if (read.kind === 'invalid-input') return read;
  return editProduct<UpdateOptionsOutcome>(dependencies, { id, version }, async (held) => {
    const { product, variants: before } = held;
    const changed = changeOptions(product.options, read.value.options, before);
    if (changed.kind === 'invalid-input') return changed;
    const { variants, options } = changed;
    const moved = variants.filter((variant, index) => !isDeepStrictEqual(variant, before[index]));
    if (moved.length === 0 && isDeepStrictEqual(options, product.options)) return { kind: 'updated' };
    for (const variant of moved) await saveVariant(held.tx, variant);
    const after = { ...product, options: [...options] };
    await saveProduct(held.tx, contentOf(held.tree, after, variants));
    const states = { before: { options: product.options }, after: { options } };
    const action = { staffId, operation: 'productOptionsUpdate', reason: read.value.reason };
    await recordProduct(dependencies, held, product, { ...action, ...states });
    return { kind: 'updated' };
  });
}
