export { sampleAddressIn, type SampleCountry } from './sample-address-in.ts';
export { sampleCatalogue } from './sample-catalogue.ts';
export { sampleCustomers } from './sample-customers.ts';
export { sampleId, type SampleKind } from './sample-id.ts';
export { sampleImageSvg } from './sample-image-svg.ts';
export { sampleCustomerPassword, sampleLogins } from './sample-logins.ts';
export { sampleOrders } from './sample-orders.ts';
export { sampleReviews } from './sample-reviews.ts';
export type * from './sample-types.ts';
