import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import {
  setMetafields,
  staffLimits,
  type MetafieldChanged,
  type MetafieldChanges,
  type MetafieldsSet,
  type TooManyMetafields,
} from '@cartwright/metafields/rules';
import type { Cart } from './cart.ts';
import { takenNames, type CartMetafields } from './set-cart-metafields.ts';
import type { LineNotFound } from './update-lines.ts';

/** With what buyers say, no more than an order takes. */
export const privateLimits = { ...staffLimits, count: 40 };

/** Of the values of a cart and all its lines together: they go with the order. */
const maxCharacters = 20_000;

/** What staff keep of a cart or of a line in it, as it is now, in its cart. */
export interface PrivateMetafieldsSet extends MetafieldsSet {
  readonly cart: Cart;
}

/** How setting them ends. */
export type SetPrivateMetafieldsOutcome =
  PrivateMetafieldsSet | LineNotFound | MetafieldChanged | TooManyMetafields | InvalidInput;

/** Changes what staff keep of a cart or a line of it, which they alone see. */
export function setPrivateMetafields(
  cart: Cart,
  { lineId, changes }: CartMetafields,
): SetPrivateMetafieldsOutcome {
  const line = lineId === null ? cart : cart.lines.find(({ id }) => id === lineId);
  if (line === undefined) return { kind: 'line-not-found', lineId: lineId ?? '' };
  const taken = takenNames(changes.set, line.metafields) ?? publicOnes(changes);
  if (taken !== undefined) return taken;
  const outcome = setMetafields(line.privateMetafields, changes, privateLimits);
  if (outcome.kind !== 'set') return outcome;
  const { metafields: privateMetafields } = outcome;
  const lines = cart.lines.map((one) => (one.id === lineId ? { ...one, privateMetafields } : one));
  const changed = lineId === null ? { ...cart, privateMetafields } : { ...cart, lines };
  const characters = charactersIn(changed);
  return characters > maxCharacters && characters > charactersIn(cart)
    ? tooMuch
    : { ...outcome, cart: changed };
}

const tooMuch = invalidInput(
  invalidField(
    ['metafields'],
    'TOO_LONG',
    `Please use at most ${maxCharacters} characters in a cart and its lines together.`,
  ),
);

const ofStaff = 'PRIVATE';

function publicOnes({ set }: MetafieldChanges): InvalidInput | undefined {
  const faults = set.flatMap(({ visibility = ofStaff }, place) =>
    visibility === ofStaff
      ? []
      : [
          invalidField(
            ['metafields', String(place), 'visibility'],
            'INVALID_VALUE',
            `This metafield has to be ${ofStaff}.`,
          ),
        ],
  );
  return faults.length === 0 ? undefined : invalidInput(...faults);
}

/** What has metafields, and whose parts do. */
interface Words extends Pick<Cart, 'privateMetafields'> {
  readonly lines: readonly Pick<Cart, 'privateMetafields'>[];
}

function charactersIn({ privateMetafields, lines }: Words): number {
  return [privateMetafields, ...lines.map((line) => line.privateMetafields)]
    .flat()
    .reduce((sum, { value }) => sum + value.length, 0);
}

/** How many characters more staff may keep of a cart and its lines. */
export function privateRoomIn(cart: Words): number {
  return Math.max(0, maxCharacters - charactersIn(cart));
}
