import { sampleCatalogue } from '@cartwright/sample-data';

/** One variant each of the first sample products that are in stock. */
export function firstInStock(count: number): string[] {
  const variantIds: string[] = [];
  for (const { variants } of sampleCatalogue().products) {
    if (variantIds.length === count) break;
    const variant = variants.find(({ stockOnHand }) => stockOnHand >= 10);
    if (variant !== undefined) variantIds.push(variant.id);
  }
  return variantIds;
}
