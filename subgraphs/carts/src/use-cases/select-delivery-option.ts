import { deliveryOption } from '../domain/delivery-options.ts';
import type { CartChanged, CartRefused } from './change-cart.ts';
import { changeExisting, type CartOfViewer } from './change-existing.ts';
import type { Dependencies } from './dependencies.ts';

interface Refusal {
  readonly kind: 'option-unavailable';
}

/** Chooses a way of delivery. */
export type SelectDeliveryOption = (
  request: CartOfViewer & { readonly code: string },
) => Promise<CartChanged | CartRefused | Refusal>;

/** Builds the use case. */
export function createSelectDeliveryOption(dependencies: Dependencies): SelectDeliveryOption {
  return (request) =>
    changeExisting<Refusal>(dependencies, request, (cart) => {
      const { currency, buyer } = cart;
      const option = deliveryOption(request.code, {
        currency,
        subtotalMinor: 0,
        countryCode: buyer.countryCode,
      });
      if (option === null) return { kind: 'option-unavailable' };
      return { kind: 'changed', cart: { ...cart, deliveryOption: option.code }, warnings: [] };
    });
}
