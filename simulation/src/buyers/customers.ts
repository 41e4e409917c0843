import type { SampleCountry } from '@cartwright/sample-data';

export const countries = ['DE', 'FR', 'GB', 'CH', 'US'] as const satisfies readonly SampleCountry[];

/** The groups that customers may be in. */
export const groupIds = [
  '01990000-0000-7000-8000-00000000c001',
  '01990000-0000-7000-8000-00000000c002',
] as const;
