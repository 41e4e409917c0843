export { type DeliveryOption, deliveryOption, deliveryOptionsFor } from './rules.ts';
