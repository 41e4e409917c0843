import { message, stockChanged } from '@cartwright/events';
import { insertPrices } from '../../pricing/door.ts';
import { stockNewVariants } from '../../stock/door.ts';
import { findTakenSkus, insertVariants } from '../repository.ts';
import { titleOf } from '../rules/fit-options.ts';
import type { CheckedVariant } from '../rules/variant-input.ts';
import type { Dependencies, HeldCatalogue } from './edit-product.ts';

/** Other variants have these stock-keeping units. */
export interface SkuTaken {
  readonly kind: 'sku-taken';
  readonly skus: readonly string[];
}

/** Why variants cannot have their stock-keeping units; undefined when they can, and nobody else takes one. */
export async function skuFault(
  { tx }: HeldCatalogue,
  variants: readonly Pick<CheckedVariant, 'sku'>[],
): Promise<SkuTaken | undefined> {
  const skus = await findTakenSkus(
    tx,
    variants.map(({ sku }) => sku),
  );
  return skus.length === 0 ? undefined : { kind: 'sku-taken', skus };
}

/** Adds variants to a product from a position on, with their stock and their prices. @returns their ids */
export async function addVariants(
  { newId }: Pick<Dependencies, 'newId'>,
  { tx, send }: HeldCatalogue,
  { productId, from }: { readonly productId: string; readonly from: number },
  variants: readonly CheckedVariant[],
): Promise<string[]> {
  const added = variants.map((variant) => ({ id: newId(), ...variant }));
  await insertVariants(
    tx,
    added.map((variant, index) => ({ ...rowOf(variant), productId, position: from + index })),
  );
  // Before the prices, so that what lists read of a variant is right from the start and not written twice.
  const stocked = await stockNewVariants(
    tx,
    added.map(({ id: variantId, stock: available }) => ({ variantId, available })),
  );
  await insertPrices(
    tx,
    added.flatMap(({ id: variantId, prices }) => prices.map((price) => ({ variantId, ...price }))),
  );
  for (const change of stocked) send(message(stockChanged, change));
  return added.map(({ id }) => id);
}

function rowOf(variant: CheckedVariant & { readonly id: string }) {
  const { id, sku, selectedOptions, weightGrams, barcode, lengthMm, widthMm, heightMm } = variant;
  const { contentThousandths, contentUnit, referenceQuantity, referenceUnit } = variant;
  const measure = { contentThousandths, contentUnit, referenceQuantity, referenceUnit };
  const size = { lengthMm, widthMm, heightMm };
  return {
    id,
    sku,
    title: titleOf(selectedOptions),
    selectedOptions,
    weightGrams,
    barcode,
    ...size,
    ...measure,
  };
}

/** What the trail keeps of new variants. */
export function addedState(variants: readonly CheckedVariant[]) {
  return variants.map(({ sku, selectedOptions, stock, prices }) => {
    return { sku, title: titleOf(selectedOptions), stock, prices };
  });
}
