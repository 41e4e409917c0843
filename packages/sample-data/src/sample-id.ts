import { v7 } from 'uuid';
import { createRandom } from '@cartwright/random';

/** The kinds of sample data that have ids. */
export type SampleKind =
  | 'address'
  | 'attribute'
  | 'attribute-value'
  | 'brand'
  | 'category'
  | 'collection'
  | 'customer'
  | 'customer-group'
  | 'data-request'
  | 'flash-offer'
  | 'image'
  | 'inbound-shipment'
  | 'medium'
  | 'order'
  | 'order-line'
  | 'parcel'
  | 'past-promotion'
  | 'payment'
  | 'price-list'
  | 'product'
  | 'product-type'
  | 'review'
  | 'variant';

const firstIdAt = Date.UTC(2023, 0, 1);

/**
 * The UUIDv7 of the sample of that kind and index, the same in every domain.
 *
 * Its time part is `index` milliseconds after a fixed date, so that ids of a kind are unique and sort by index.
 */
export function sampleId(kind: SampleKind, index: number): string {
  const random = createRandom(`${kind}:${index}`);
  const bytes = Uint8Array.from({ length: 16 }, () => random.integer(0, 255));
  return v7({ msecs: firstIdAt + index, random: bytes });
}
