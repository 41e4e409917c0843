import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { createProduct } from './use-cases/create-product.ts';
import { updateProduct } from './use-cases/update-product.ts';

/** What resolvers find at `context.editing`. */
export type EditingContext = ReturnType<typeof editingContext>;

/** Makes the context of one operation. */
export function editingContext(parts: Parts) {
  return bind(parts, { createProduct, updateProduct });
}
