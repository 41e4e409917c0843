import { bind } from '@cartwright/database';
import { requestedCurrency } from '@cartwright/graph';
import type { ContextInput } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import { updateVariantPrice } from './use-cases.ts';

/** What resolvers find at `context.pricing`. */
export type PricingContext = ReturnType<typeof pricingContext>;

/** Makes the context of one operation. */
export function pricingContext(parts: Parts, { request }: ContextInput) {
  return {
    ...bind(parts, { updateVariantPrice }),
    /** The buyer's currency, for fields that are not asked for another. */
    currency: requestedCurrency(request.headers),
  };
}
