export { accessOf, type Access } from './access/access.ts';
export type { AccessOptions } from './access/access-door.ts';
export type { Owns } from './access/guards.ts';
export { listAccess, type FieldAccess } from './access/list-access.ts';
export type { Refusal } from './access/refusal.ts';
export { chosen } from './chosen.ts';
export { cacheHintOf, type CacheHint } from './cache-hints/cache-hint.ts';
export { byKey, listByKey } from './by-key.ts';
export {
  type Connection,
  type ConnectionArguments,
  type ConnectionParts,
  type Page,
  type PagedList,
  type PageInfo,
  readPage,
  toConnection,
} from './connection.ts';
export type { ListIdentity } from './cursor.ts';
export { isId } from './is-id.ts';
export {
  instantPage,
  type InstantList,
  type InstantPageArguments,
  type InstantSlice,
} from './instant-page.ts';
export {
  fromMoneyInput,
  type MoneyValue,
  type TaxedMoneyValue,
  toMoney,
  toTaxedMoney,
} from './money-value.ts';
export {
  dateTimeScalar,
  decimalScalar,
  instantText,
  jsonScalar,
  scalars,
  urlScalar,
  withScalars,
} from './scalars.ts';
export { withDefaults } from './null-as-default.ts';
export { selectsBelow, selectsOnlyBelow } from './selects-below.ts';
export { codedError } from './coded-error.ts';
export { collectFields, type Collecting } from './execution/collect-fields.ts';
export { decidingVariables } from './execution/conditions.ts';
export { type Keeping, KeptTexts } from './execution/kept-texts.ts';
export { OperationStore } from './execution/operation-store.ts';
export { writeAnswer } from './execution/written-object.ts';
export { subscriptionRootRule } from './subscription-root-rule.ts';
export { loadSchema } from './schema.ts';
export { type RepeatedOperation, subscribeAfresh } from './subscribe-afresh.ts';
export { requestedCountry } from './countries.ts';
export { requestedCurrency, withCurrencies } from './currencies.ts';
export { EventQueue, type EventQueueOptions } from './event-queue.ts';
export { type EventStream } from './event-stream.ts';
export { LatestFeed } from './latest-feed.ts';
export { mapStream } from './map-stream.ts';
