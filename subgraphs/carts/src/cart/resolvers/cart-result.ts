import { maxLines } from '../rules/quantity.ts';
import type { LineNotFound } from '../rules/update-lines.ts';
import type { CartChanged, CartRefused } from '../use-cases/change-cart.ts';
import type { CreateCartOutcome } from '../use-cases/create-cart.ts';

type Refused<Kind> = Extract<CreateCartOutcome, { kind: Kind }>;

/** A changed cart as the schema's `CartSuccess`. */
export function cartSuccess({ cart, warnings }: CartChanged) {
  return { __typename: 'CartSuccess' as const, cart, warnings: [...warnings] };
}

/** A cart that cannot be changed, as the schema's `CartNotFoundError` or `CartNotActiveError`. */
export function cartRefused(refused: CartRefused, cartId: string) {
  return refused.kind === 'not-found' ? cartNotFound(cartId) : cartNotActive(refused);
}

/** A cart that is being ordered, or was, as the schema's `CartNotActiveError`. */
export function cartNotActive({ status }: Exclude<CartRefused, { kind: 'not-found' }>) {
  const message =
    status === 'COMPLETED'
      ? 'This cart was ordered and cannot be changed.'
      : 'This cart is being ordered and cannot be changed at the moment.';
  return { __typename: 'CartNotActiveError', message, status } as const;
}

/** A cart that the viewer does not have, as the schema's `CartNotFoundError`. */
function cartNotFound(cartId: string) {
  return { __typename: 'CartNotFoundError', message: 'There is no such cart.', cartId } as const;
}

/** A cart that would be over a limit, as the schema's `CartTooLargeError`. */
export function cartTooLarge({ limit }: Refused<'too-large'>) {
  return { __typename: 'CartTooLargeError', message: tooLarge[limit], limit } as const;
}

const tooLarge = {
  LINES: `A cart takes up to ${maxLines} different variants.`,
  TOTAL: 'The cart would cost more than one order can. Please order it in parts.',
  WORDS: 'What was said of this does not fit into the cart beside what is said there already.',
} as const;

/** A line that is not in the cart, as the schema's `CartLineNotFoundError`. */
export function lineNotFound({ lineId }: LineNotFound) {
  const message = 'There is no such line in this cart.';
  return { __typename: 'CartLineNotFoundError', message, lineId } as const;
}

/** A variant that cannot be bought, as the schema's `VariantUnavailableError`. */
export function variantUnavailable({ message, variantId }: Refused<'variant-unavailable'>) {
  return { __typename: 'VariantUnavailableError', message, variantId } as const;
}
