export { onlookerOf } from './context.ts';
export { recentPriceLists, type RecentPriceLists } from './recent-price-lists.ts';
export { readPriceLists } from './repository.ts';
export type { BuyerLists } from './use-cases/buyer-prices.ts';
export { listsFor } from './use-cases/buyer-prices.ts';
