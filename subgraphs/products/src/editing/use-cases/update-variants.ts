import { readReason } from '@cartwright/audit';
import { isStorable, tidyCode, type InvalidInput } from '@cartwright/input';
import { findTakenSkus, saveProduct, saveVariant, type EditedVariant } from '../repository.ts';
import { contentOf } from '../rules/product-content.ts';
import { changeVariants, type VariantChange, type VariantChangeInput } from '../rules/variant-changes.ts';
import {
  editProduct,
  recordProduct,
  type Dependencies,
  type HeldProduct,
  type ProductChanged,
  type ProductNotFound,
} from './edit-product.ts';

/** What is to be different about variants of a product, and which version of it was read. */
export interface UpdateVariants {
  readonly staffId: string;
  readonly productId: string;
  readonly version: number;
  readonly variants: readonly VariantChangeInput[];
  readonly reason?: string | null | undefined;
}

/** What came of it, aligned with what was asked for. */
export type UpdateVariantsOutcome =
  | { readonly kind: 'updated'; readonly results: readonly VariantChange<EditedVariant>[] }
  | ProductNotFound
  | ProductChanged
  | InvalidInput;

/** Changes variants of a product in one transaction, those that can be changed, with their entry in the audit trail. */
export async function updateVariants(
  dependencies: Dependencies,
  { staffId, productId, version, variants: changes, reason }: UpdateVariants,
): Promise<UpdateVariantsOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  return editProduct<UpdateVariantsOutcome>(dependencies, { id: productId, version }, async (held) => {
    const results = changeVariants(await knownOf(held, changes), changes);
    const changed = results.flatMap(({ before, after }) =>
      before === null || after === null ? [] : [{ before, after }],
    );
    if (changed.length === 0) return { kind: 'updated', results };
    for (const { after } of changed) await saveVariant(held.tx, after);
    const now = new Map(changed.map(({ after }) => [after.id, after]));
    const variants = held.variants.map((variant) => now.get(variant.id) ?? variant);
    await saveProduct(held.tx, contentOf(held.tree, held.product, variants));
    const states = {
      before: { variants: changed.map(({ before }) => variantState(before)) },
      after: { variants: changed.map(({ after }) => variantState(after)) },
    };
    const action = { staffId, operation: 'productVariantsBulkUpdate', ...why.value };
    await recordProduct(dependencies, held, held.product, { ...action, ...states });
    return { kind: 'updated', results };
  });
}

async function knownOf({ tx, product, variants }: HeldProduct, changes: readonly VariantChangeInput[]) {
  const skus = changes.flatMap(({ sku }) => (sku != null && isStorable(sku) ? [tidyCode(sku)] : []));
  const own = variants.map(({ id }) => id);
  const takenSkus = new Set(await findTakenSkus(tx, skus, own));
  return { options: product.options, variants, takenSkus };
}

/** What the trail keeps of a variant. */
export function variantState(variant: EditedVariant) {
  const { id, sku, title, weightGrams, barcode, lengthMm, widthMm, heightMm } = variant;
  const { contentThousandths, contentUnit, referenceQuantity, referenceUnit } = variant;
  const measure = { contentThousandths, contentUnit, referenceQuantity, referenceUnit };
  return { id, sku, title, weightGrams, barcode, lengthMm, widthMm, heightMm, ...measure };
}
