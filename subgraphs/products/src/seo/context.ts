import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { updateProductSeo } from './use-cases/update-product-seo.ts';

/** What resolvers find at `context.seo`. */
export type SeoContext = ReturnType<typeof seoContext>;

/** Makes the context of one operation. */
export function seoContext(parts: Parts) {
  return bind(parts, { updateProductSeo });
}
