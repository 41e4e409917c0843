import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { listProducts } from './use-cases.ts';

/** What resolvers find at `context.listing`. */
export type ListingContext = ReturnType<typeof listingContext>;

/** Makes the context of one operation. */
export function listingContext(parts: Parts) {
  return bind(parts, { listProducts });
}
