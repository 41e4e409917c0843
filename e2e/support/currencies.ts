/** Every currency that the store sells in. */
export const currencies = ['EUR', 'USD'] as const;
export type Currency = (typeof currencies)[number];
