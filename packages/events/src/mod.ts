export * from './define-message.ts';
export * from './domains.ts';
export * from './envelope.ts';
export { addressSchema, orderDetailsOf, orderSnapshotSchema, priceDetailsOf } from './values.ts';
export type {
  BundlePartSnapshot,
  BuyerSignals,
  FulfillmentSnapshot,
  LineDiscount,
  MessageAddress,
  OrderSnapshot,
  PriceDetails,
  ReceiptPrice,
} from './values.ts';
export * from './cart-freeze.ts';
export { metafieldTypes, type FrozenMetafield } from './metafields.ts';
export { erasedAddress, erasedEmail } from './erased-person.ts';
export * from './messages.ts';
export { answeringDomains } from './data-requests.ts';
export {
  dataErasureAnswered,
  dataExportPrepared,
  erasureObstacles,
  type AnsweringDomain,
  type ErasureObstacle,
} from './data-answers.ts';
export { contracts } from './contracts.ts';
export { merchantContracts, type MerchantContract } from './merchant-contracts.ts';
