/** What is looked for with a product: what could be bought in its place, or what goes with it. */
export type Intent = 'RELATED' | 'BOUGHT_TOGETHER';

/** So many are recommended with a product. */
export const mostRecommended = 20;
