import { readReason } from '@cartwright/audit';
import type { InvalidInput } from '@cartwright/input';
import { countReferring, type ReferredTo } from '../../attributes/door.ts';
import { lockStock } from '../../stock/door.ts';
import { deleteProduct as removeProduct, readVariants, type EditedProduct } from '../repository.ts';
import { staysFor, remove } from './delete-variants.ts';
import {
  editProduct,
  recordProduct,
  textsOf,
  type Dependencies,
  type HeldCatalogue,
  type ProductChanged,
  type ProductNotFound,
} from './edit-product.ts';

/** A product to be deleted, and which version of it was read. */
export interface DeleteProduct {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
  readonly reason?: string | null | undefined;
}

/** What came of it; a product that was shown or ordered, that others refer to, or of which bundles have parts stays. */
export type DeleteProductOutcome =
  | { readonly kind: 'deleted' }
  | { readonly kind: 'product-in-use' }
  | ReferredTo
  | ProductNotFound
  | ProductChanged
  | InvalidInput;

/** Deletes a product that no shopper has ever seen, with its entry in the audit trail. */
export async function deleteProduct(
  dependencies: Dependencies,
  { staffId, id, version, reason }: DeleteProduct,
): Promise<DeleteProductOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  return editProduct<DeleteProductOutcome>(
    dependencies,
    { id, version },
    async (held) => {
      const { product, variants } = held;
      const ids = variants.map((variant) => variant.id);
      if (wasShown(product) || (await staysFor(held, ids)) !== undefined) return { kind: 'product-in-use' };
      const referringCount = await countReferring(held.tx, 'PRODUCT', id);
      if (referringCount > 0) return { kind: 'referred-to', referringCount };
      await remove(held, variants);
      await removeProduct(held.tx, id);
      const before = { ...textsOf(product), variants: variants.map(({ sku }) => sku) };
      const action = { staffId, operation: 'productDelete', ...why.value, before, after: null };
      await recordProduct(dependencies, held, product, action);
      return { kind: 'deleted' };
    },
    (held) => lockStockOf(held, id),
  );
}

/** What is published since it came has no time of that. */
function wasShown({ status, publishedAt }: EditedProduct): boolean {
  return status === 'PUBLISHED' || publishedAt !== null;
}

async function lockStockOf({ tx }: HeldCatalogue, productId: string): Promise<void> {
  const variants = await readVariants(tx, productId);
  await lockStock(
    tx,
    variants.map(({ id }) => id),
  );
}
