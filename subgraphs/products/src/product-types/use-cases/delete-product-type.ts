import { readReason } from '@cartwright/audit';
import type { InvalidInput } from '@cartwright/input';
import { deleteProductType as removeProductType } from '../repository/product-types.ts';
import { countProductsOf } from '../repository/values-in-use.ts';
import {
  changeType,
  recordTypeChange,
  type Dependencies,
  type ProductTypeChanged,
  type ProductTypeNotFound,
} from './change-product-types.ts';

/** A product type to be deleted, and which version of it was read. */
export interface DeleteProductType {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type DeleteProductTypeOutcome =
  | { readonly kind: 'deleted' }
  | { readonly kind: 'product-type-in-use'; readonly productCount: number }
  | ProductTypeNotFound
  | ProductTypeChanged
  | InvalidInput;

/** Deletes a product type that no product is of, with its entry in the audit trail. */
export async function deleteProductType(
  dependencies: Dependencies,
  { staffId, id, version, reason }: DeleteProductType,
): Promise<DeleteProductTypeOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  return changeType<DeleteProductTypeOutcome>(dependencies, { id, version }, async (held, before) => {
    const productCount = await countProductsOf(held.tx, before.id);
    if (productCount > 0) return { kind: 'product-type-in-use', productCount };
    await removeProductType(held.tx, before.id);
    const action = { staffId, operation: 'productTypeDelete', ...why.value };
    await recordTypeChange(dependencies, held, { ...action, before, after: null });
    return { kind: 'deleted' };
  });
}
