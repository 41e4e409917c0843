import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { readProductsByStatus } from './use-cases/read-products-by-status.ts';
import { updateProductStatus } from './use-cases/update-product-status.ts';

/** What resolvers find at `context.publishing`. */
export type PublishingContext = ReturnType<typeof publishingContext>;

/** Makes the context of one operation. */
export function publishingContext(parts: Parts) {
  return bind(parts, { updateProductStatus, readProductsByStatus });
}
