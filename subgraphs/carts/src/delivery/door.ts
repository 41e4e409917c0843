export {
  type DeliveryOption,
  deliveryOption,
  deliveryOptionsFor,
  isDeliveredFor,
} from './rules/delivery-options.ts';
