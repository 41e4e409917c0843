import type { Checkout } from '../../order/door.ts';
import { holdsMoney, holdsStock } from './holdings.ts';

/** What a checkout can wait for. */
export type CheckoutAnswer =
  | 'STOCK_RESERVATION'
  | 'PAYMENT_AUTHORIZATION'
  | 'BUYER_CONFIRMATION'
  | 'PAYMENT_RETRY'
  | 'STOCK_COMMIT'
  | 'PAYMENT_REVIEW'
  | 'PAYMENT_CAPTURE'
  | 'STOCK_RELEASE'
  | 'PAYMENT_CANCELLATION';

/** What is missing for a checkout's step to end; nothing where it awaits nothing. */
export function awaitedAnswers(checkout: Checkout): CheckoutAnswer[] {
  switch (checkout.step) {
    case 'reserving':
      return ['STOCK_RESERVATION'];
    case 'authorizing':
      return [checkout.payment === 'action-required' ? 'BUYER_CONFIRMATION' : 'PAYMENT_AUTHORIZATION'];
    case 'awaiting-payment-retry':
      return ['PAYMENT_RETRY'];
    case 'replacing-payment':
      return ['PAYMENT_CANCELLATION'];
    case 'committing':
      return ['STOCK_COMMIT'];
    case 'reviewing':
      return ['PAYMENT_REVIEW'];
    case 'capturing':
      return ['PAYMENT_CAPTURE'];
    case 'cancelling':
      return [
        ...(holdsStock(checkout) ? (['STOCK_RELEASE'] as const) : []),
        ...(holdsMoney(checkout) ? (['PAYMENT_CANCELLATION'] as const) : []),
      ];
    case 'confirmed':
    case 'cancelled':
      return [];
  }
}
