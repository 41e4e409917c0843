import { invalidInput, within, type InvalidInput } from '@cartwright/input';
import type { MetafieldChanges, TooManyMetafields } from '@cartwright/metafields/rules';
import type { CartChange } from './cart-change.ts';
import { setCartMetafields } from './set-cart-metafields.ts';

/** What a buyer says of a line while it is added. */
export interface SaidOfLine {
  readonly variantId: string;
  /** Where the line stands in what was asked for. */
  readonly place: number;
  readonly set: MetafieldChanges['set'];
}

/** Says of lines what was given with them when they were added; of two for one variant the later one counts. All of it, or nothing. */
export function sayOfLines(
  change: CartChange,
  said: readonly SaidOfLine[],
): CartChange | TooManyMetafields | InvalidInput {
  let { cart } = change;
  for (const { variantId, place, set } of said) {
    const line = cart.lines.find((one) => one.variantId === variantId);
    const outcome = setCartMetafields(cart, { lineId: line?.id ?? variantId, changes: { set, remove: [] } });
    switch (outcome.kind) {
      case 'changed':
        ({ cart } = outcome);
        break;
      case 'invalid-input':
        return invalidInput(...within(['lines', String(place)], outcome.fields));
      case 'too-many-metafields':
        return outcome;
      case 'line-not-found':
        throw new TypeError('Something is said of a line that was not added');
    }
  }
  return { ...change, cart };
}
