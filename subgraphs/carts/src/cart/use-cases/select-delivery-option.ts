import { deliveryOption } from '../../delivery/door.ts';
import type { Dependencies } from '../ports.ts';
import type { CartChanged, CartRefused } from './change-cart.ts';
import { changeExisting, type CartOfViewer } from './change-existing.ts';

interface Refusal {
  readonly kind: 'option-unavailable';
}

/** Chooses a delivery option. */
export function selectDeliveryOption(
  dependencies: Dependencies,
  request: CartOfViewer & { readonly code: string },
): Promise<CartChanged | CartRefused | Refusal> {
  return changeExisting<Refusal>(dependencies, request, (cart) => {
    const { currency, buyer } = cart;
    const delivery = { currency, subtotalMinor: 0, countryCode: buyer.countryCode };
    const option = deliveryOption(request.code, delivery);
    if (option === null) return { kind: 'option-unavailable' };
    return { kind: 'changed', cart: { ...cart, deliveryOption: option.code }, warnings: [] };
  });
}
