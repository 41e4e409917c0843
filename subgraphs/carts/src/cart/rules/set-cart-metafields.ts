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
export function setCartMetafields(cart: Cart, { lineId, changes }: CartMetafields): SetCartMetafieldsOutcome {
  const line = lineId === null ? cart : cart.lines.find(({ id }) => id === lineId);
  if (line === undefined) return { kind: 'line-not-found', lineId: lineId ?? '' };
  const outcome = say(line, changes, charactersLeft(cart));
  if (outcome.kind !== 'said') return outcome;
  return { kind: 'changed', cart: withMetafields(cart, lineId, outcome.metafields), warnings: [] };
}

/** What the buyer says of a cart or of a line after a change. */
export interface Said {
  readonly kind: 'said';
  readonly metafields: readonly Metafield[];
  /** How many characters more fit into the cart; negative where it has more than it would take. */
  readonly charactersLeft: number;
}

/** Changes what the buyer says of a cart or of a line, into whose cart so many characters more fit. */
export function say(
  { metafields: before, privateMetafields }: Pick<Cart, 'metafields' | 'privateMetafields'>,
  { set, remove }: MetafieldChanges,
  left: number,
): Said | TooManyMetafields | InvalidInput {
  const taken = takenNames(set, privateMetafields);
  if (taken !== undefined) return taken;
  const seen = set.map((change) => ({ ...change, visibility: 'PUBLIC' as const }));
  const outcome = setMetafields(before, { set: seen, remove }, shopperLimits);
  if (outcome.kind === 'metafield-changed') throw new TypeError('Buyers compare no digests');
  if (outcome.kind !== 'set') return outcome;
  const { metafields } = outcome;
  const added = charactersOf(metafields) - charactersOf(before);
  return added > Math.max(0, left) ? tooMuch : { kind: 'said', metafields, charactersLeft: left - added };
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

function charactersOf(metafields: readonly Metafield[]): number {
  return metafields.reduce((sum, { value }) => sum + value.length, 0);
}

/** What has metafields, and whose parts do. */
interface Words extends Pick<Cart, 'metafields'> {
  readonly lines: readonly Pick<Cart, 'metafields'>[];
}

/** How many characters more fit into a cart and its lines; negative where there are more than it would take. */
export function charactersLeft({ metafields, lines }: Words): number {
  return maxCharacters - charactersOf([metafields, ...lines.map((line) => line.metafields)].flat());
}

/** How many characters more may be said of a cart and its lines. */
export function roomIn(cart: Words): number {
  return Math.max(0, charactersLeft(cart));
}
