export { onlookerOf } from './context.ts';
export { recentPriceLists, type RecentPriceLists } from './recent-price-lists.ts';
export { readPriceLists } from './repository.ts';
export { listedCurrencies, type BuyerLists, type FindBuyerLists } from './use-cases/buyer-prices.ts';
