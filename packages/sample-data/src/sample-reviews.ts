import type { SampleProduct, SampleReview } from './sample-types.ts';

/** Up to 12 reviews of a product by sample customers, oldest first. */
export function sampleReviews(_product: SampleProduct): SampleReview[] {
  return [];
}
