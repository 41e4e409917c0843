export { type DeliveryOption, deliveryOption, deliveryOptionsFor, isDeliveredFor } from './rules.ts';
