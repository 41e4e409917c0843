/** Every currency that the store sells in unless it is told otherwise. */
export const currencies = ['EUR', 'USD'] as const;
export type Currency = (typeof currencies)[number];
