import { readReason } from '@cartwright/audit';
import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import { saveProduct, saveVariant } from '../repository.ts';
import { contentOf } from '../rules/product-content.ts';
import {
  editProduct,
  recordProduct,
  type Dependencies,
  type ProductChanged,
  type ProductNotFound,
} from './edit-product.ts';

/** The order that the variants of a product are to have, and which version of it was read. */
export interface ReorderVariants {
  readonly staffId: string;
  readonly productId: string;
  readonly version: number;
  readonly variantIds: readonly string[];
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type ReorderVariantsOutcome =
  { readonly kind: 'reordered' } | ProductNotFound | ProductChanged | InvalidInput;

/** Puts the variants of a product into an order, with its entry in the audit trail; where they are in it, nothing changes. */
export async function reorderVariants(
  dependencies: Dependencies,
  { staffId, productId, version, variantIds, reason }: ReorderVariants,
): Promise<ReorderVariantsOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  return editProduct<ReorderVariantsOutcome>(dependencies, { id: productId, version }, async (held) => {
    const { product, variants } = held;
    const places = new Map(variantIds.map((id, position) => [id, position]));
    const placed = variants.map((variant) => ({ ...variant, position: places.get(variant.id) ?? -1 }));
    const isWhole = places.size === variants.length && variantIds.length === places.size;
    if (!isWhole || placed.some(({ position }) => position < 0)) return notAll;
    const moved = placed.filter(({ position }, index) => variants[index]?.position !== position);
    if (moved.length === 0) return { kind: 'reordered' };
    for (const variant of moved) await saveVariant(held.tx, variant);
    await saveProduct(held.tx, contentOf(held.tree, product, variants));
    const action = { staffId, operation: 'productVariantsReorder', ...why.value };
    const before = { variantIds: variants.map(({ id }) => id) };
    await recordProduct(dependencies, held, product, { ...action, before, after: { variantIds } });
    return { kind: 'reordered' };
  });
}

const notAll = invalidInput(
  invalidField(['variantIds'], 'INVALID_VALUE', 'Please name each variant of the product, and each once.'),
);
