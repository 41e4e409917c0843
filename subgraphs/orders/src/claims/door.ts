export { type ClaimedOrder, type SettledOrder, settleOrders } from './repository.ts';
export { told } from './use-cases.ts';
