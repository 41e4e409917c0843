import { bind } from '@cartwright/database';
import type { Dependencies } from '../cart/door.ts';
import { updateDiscountCodes } from './use-cases/update-discount-codes.ts';

/** What resolvers find at `context.discountCodes`. */
export type DiscountCodesContext = ReturnType<typeof discountCodesContext>;

/** Makes the context of one operation. */
export function discountCodesContext(dependencies: Dependencies) {
  return bind(dependencies, { updateDiscountCodes });
}
