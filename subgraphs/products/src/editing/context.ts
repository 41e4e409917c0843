import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { createProduct } from './use-cases/create-product.ts';
import { createVariants } from './use-cases/create-variants.ts';
import { deleteProduct } from './use-cases/delete-product.ts';
import { deleteVariants } from './use-cases/delete-variants.ts';
import { reorderVariants } from './use-cases/reorder-variants.ts';
import { updateOptions } from './use-cases/update-options.ts';
import { updateProduct } from './use-cases/update-product.ts';
import { updateVariants } from './use-cases/update-variants.ts';

/** What resolvers find at `context.editing`. */
export type EditingContext = ReturnType<typeof editingContext>;

/** Makes the context of one operation. */
export function editingContext(parts: Parts) {
  return bind(parts, {
    createProduct,
    updateProduct,
    deleteProduct,
    updateOptions,
    createVariants,
    updateVariants,
    deleteVariants,
    reorderVariants,
  });
}
