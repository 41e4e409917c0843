import type { SampleCatalogue } from './sample-types.ts';

/** The category tree and the first `products` products (520 unless told); product i is the same for every size. */
export function sampleCatalogue(_options: { products?: number } = {}): SampleCatalogue {
  return { categories: [], products: [] };
}
