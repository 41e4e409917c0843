import { message, stockChanged } from '@cartwright/events';
import { insertPrices } from '../../pricing/door.ts';
import { stockNewVariants } from '../../stock/door.ts';
import { findTakenSkus, insertVariants, type EditedVariant } from '../repository.ts';
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
  return skuFaultIn(skus, variants);
}

/** The same, of stock-keeping units that are known to be taken. */
export function skuFaultIn(
  taken: readonly string[],
  variants: readonly Pick<CheckedVariant, 'sku'>[],
): SkuTaken | undefined {
  const own = new Set(variants.map(({ sku }) => sku));
  const skus = taken.filter((sku) => own.has(sku));
  return skus.length === 0 ? undefined : { kind: 'sku-taken', skus };
}

/** Variants that a product is to have more, from a position on. */
export interface AddedVariants {
  readonly productId: string;
  readonly from: number;
  readonly variants: readonly CheckedVariant[];
}

/** Adds variants to products with their stock and their prices: as many statements for many products as for one. @returns their rows */
export async function addVariants(
  { newId }: Pick<Dependencies, 'newId'>,
  { tx, send }: HeldCatalogue,
  lists: readonly AddedVariants[],
): Promise<EditedVariant[]> {
  const added = lists.flatMap(({ productId, from, variants }) =>
    variants.map((variant, index) => ({ id: newId(), productId, position: from + index, ...variant })),
  );
  const rows = await insertVariants(
    tx,
    added.map((variant) => ({
      ...rowOf(variant),
      productId: variant.productId,
      position: variant.position,
    })),
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
  return rows;
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
