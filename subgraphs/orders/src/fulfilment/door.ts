export { addParcels } from './repository.ts';
export { deliveredCode, fulfillmentOf, type Parcel, type ParcelLine, shippedCode } from './rules/parcel.ts';
export { trackingUrlOf } from './rules/tracking-url.ts';
