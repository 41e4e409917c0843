import type { CartNotActiveError, CartNotFoundError, Warning } from '../generated/graphql.ts';
import type { CartRow } from '../graphql.ts';
import type { CartChanged, CartRefused } from '../use-cases/change-cart.ts';

/** The success member of every cart mutation. */
export interface CartSuccessValue {
  readonly __typename: 'CartSuccess';
  readonly cart: CartRow;
  readonly warnings: Warning[];
}

/** A changed cart as the schema's `CartSuccess`. */
export function cartSuccess({ cart, warnings }: CartChanged): CartSuccessValue {
  return { __typename: 'CartSuccess', cart, warnings: warnings.map((warning) => ({ ...warning })) };
}

/** A cart that can not be changed, as the schema's error types. */
export function cartRefused(
  refused: CartRefused,
  cartId: string,
):
  | (CartNotFoundError & { __typename: 'CartNotFoundError' })
  | (CartNotActiveError & { __typename: 'CartNotActiveError' }) {
  if (refused.kind === 'not-found') {
    return { __typename: 'CartNotFoundError', message: 'There is no such cart.', cartId };
  }
  const { status } = refused;
  const message =
    status === 'COMPLETED'
      ? 'This cart was ordered and can not be changed.'
      : 'This cart is being ordered and can not be changed at the moment.';
  return { __typename: 'CartNotActiveError', message, status };
}
