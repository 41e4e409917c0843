import { createAddLines, type AddLines } from './add-lines.ts';
import { createCreateCart, type CreateCart } from './create-cart.ts';
import type { Dependencies } from './dependencies.ts';
import { createFreezeCart, type FreezeCart } from './freeze-cart.ts';
import { createGetCart, type GetCart } from './get-cart.ts';
import { createLoadCarts, type LoadCarts } from './load-carts.ts';
import { createRemoveLines, type RemoveLines } from './remove-lines.ts';
import { createSelectDeliveryOption, type SelectDeliveryOption } from './select-delivery-option.ts';
import { createUpdateBuyerIdentity, type UpdateBuyerIdentity } from './update-buyer-identity.ts';
import { createUpdateLines, type UpdateLines } from './update-lines.ts';

/** Everything that can be asked of carts. */
export interface UseCases {
  readonly getCart: GetCart;
  readonly loadCarts: LoadCarts;
  readonly createCart: CreateCart;
  readonly addLines: AddLines;
  readonly updateLines: UpdateLines;
  readonly removeLines: RemoveLines;
  readonly updateBuyerIdentity: UpdateBuyerIdentity;
  readonly selectDeliveryOption: SelectDeliveryOption;
  readonly freezeCart: FreezeCart;
}

/** Builds all use cases. */
export function createUseCases(dependencies: Dependencies): UseCases {
  return {
    getCart: createGetCart(dependencies),
    loadCarts: createLoadCarts(dependencies),
    createCart: createCreateCart(dependencies),
    addLines: createAddLines(dependencies),
    updateLines: createUpdateLines(dependencies),
    removeLines: createRemoveLines(dependencies),
    updateBuyerIdentity: createUpdateBuyerIdentity(dependencies),
    selectDeliveryOption: createSelectDeliveryOption(dependencies),
    freezeCart: createFreezeCart(dependencies),
  };
}
