import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import {
  isSameName,
  setMetafields,
  shopperLimits,
  type Metafield,
  type MetafieldChanges,
  type MetafieldName,
  type TooManyMetafields,
} from '@cartwright/metafields/rules';
import type { Cart } from './cart.ts';
import type { CartChange } from './cart-change.ts';
import type { LineNotFound } from './update-lines.ts';

/** Of a cart or, where there is a line's id, of that line. */
export interface CartMetafields {
  readonly lineId: string | null;
  readonly changes: MetafieldChanges;
}

/** How setting them ends. */
export type SetCartMetafieldsOutcome = CartChange | LineNotFound | TooManyMetafields | InvalidInput;

/** Of the values of a cart and all its lines together: they go with the order. */
const maxCharacters = 20_000;

/** Changes what the buyer says of a cart or a line of it, which whoever sees the cart sees. */
export function setCartMetafields(
  cart: Cart,
  { lineId, changes: { set, remove } }: CartMetafields,
): SetCartMetafieldsOutcome {
  const line = lineId === null ? cart : cart.lines.find(({ id }) => id === lineId);
  if (line === undefined) return { kind: 'line-not-found', lineId: lineId ?? '' };
  const taken = takenNames(set, line.privateMetafields);
  if (taken !== undefined) return taken;
  const seen = set.map((change) => ({ ...change, visibility: 'PUBLIC' as const }));
  const outcome = setMetafields(line.metafields, { set: seen, remove }, shopperLimits);
  if (outcome.kind === 'metafield-changed') throw new TypeError('Buyers compare no digests');
  if (outcome.kind !== 'set') return outcome;
  const changed = withMetafields(cart, lineId, outcome.metafields);
  const characters = charactersIn(changed);
  return characters > maxCharacters && characters > charactersIn(cart)
    ? tooMuch
    : { kind: 'changed', cart: changed, warnings: [] };
}

const tooMuch = invalidInput(
  invalidField(
    ['metafields'],
    'TOO_LONG',
    `Please use at most ${maxCharacters} characters in a cart and its lines together.`,
  ),
);

/** A buyer is not told more of what staff keep than that a name is taken; undefined where none of them is. */
export function takenNames(
  set: readonly MetafieldName[],
  taken: readonly MetafieldName[],
): InvalidInput | undefined {
  const faults = set.flatMap((one, place) =>
    taken.some((other) => isSameName(one, other))
      ? [invalidField(['metafields', String(place), 'key'], 'INVALID_VALUE', nameTaken)]
      : [],
  );
  return faults.length === 0 ? undefined : invalidInput(...faults);
}

const nameTaken = 'This name is taken; please use another one.';

function withMetafields(cart: Cart, lineId: string | null, metafields: readonly Metafield[]): Cart {
  if (lineId === null) return { ...cart, metafields };
  const lines = cart.lines.map((line) => (line.id === lineId ? { ...line, metafields } : line));
  return { ...cart, lines };
}

/** What has metafields, and whose parts do. */
interface Words extends Pick<Cart, 'metafields'> {
  readonly lines: readonly Pick<Cart, 'metafields'>[];
}

function charactersIn({ metafields, lines }: Words): number {
  return [metafields, ...lines.map((line) => line.metafields)]
    .flat()
    .reduce((sum, { value }) => sum + value.length, 0);
}

/** How many characters more may be said of a cart and its lines. */
export function roomIn(cart: Words): number {
  return Math.max(0, maxCharacters - charactersIn(cart));
}
