import { invalidInput, within, type InvalidInput } from '@cartwright/input';
import type { MetafieldChanges, TooManyMetafields } from '@cartwright/metafields/rules';
import type { CartChange } from './cart-change.ts';
import { charactersLeft, say } from './set-cart-metafields.ts';

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
  const lines = new Map(change.cart.lines.map((line) => [line.variantId, line]));
  let left = charactersLeft(change.cart);
  for (const { variantId, place, set } of said) {
    const line = lines.get(variantId);
    if (line === undefined) throw new TypeError('Something is said of a line that was not added');
    const outcome = say(line, { set, remove: [] }, left);
    const at = ['lines', String(place)];
    switch (outcome.kind) {
      case 'said':
        lines.set(variantId, { ...line, metafields: outcome.metafields });
        left = outcome.charactersLeft;
        break;
      case 'invalid-input':
        return invalidInput(...within(at, outcome.fields));
      case 'too-many-metafields':
        return { ...outcome, within: at };
    }
  }
  return { ...change, cart: { ...change.cart, lines: [...lines.values()] } };
}
