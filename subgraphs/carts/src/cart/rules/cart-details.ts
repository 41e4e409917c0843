import { optionalMultilineText, optionalText, readInput, type InvalidInput } from '@cartwright/input';
import { z } from 'zod';

/** What a buyer says of a cart; null for nothing. It changes no price, and goes with the order. */
export interface CartDetails {
  /** What the shop is to know. */
  readonly note: string | null;
  /** What is written on the card that goes with a gift. */
  readonly giftText: string | null;
  /** What the order is called in the buyer's own books: a purchase order number. */
  readonly reference: string | null;
}

/** Nothing is said. */
export const noDetails: CartDetails = { note: null, giftText: null, reference: null };

/** What a client says of a cart: undefined leaves a field as it is, null empties it. */
export type CartDetailsChange = { readonly [Field in keyof CartDetails]?: string | null | undefined };

/** What is said after a change, or every field at fault. */
export type CartDetailsOutcome = { readonly kind: 'valid'; readonly details: CartDetails } | InvalidInput;

const changeSchema = z.object({
  note: optionalMultilineText(1000).optional(),
  giftText: optionalMultilineText(500).optional(),
  reference: optionalText(100).optional(),
});

/** Applies what a client says of a cart; empty text empties a field. */
export function changeDetails(details: CartDetails, change: CartDetailsChange): CartDetailsOutcome {
  const read = readInput(changeSchema, change);
  if (read.kind === 'invalid-input') return read;
  const { note = details.note, giftText = details.giftText, reference = details.reference } = read.value;
  return { kind: 'valid', details: { note, giftText, reference } };
}

/** What was said of two carts that became one. */
export interface JoinedDetails {
  readonly details: CartDetails;
  /** Whether all that was said is there. */
  readonly isWhole: boolean;
}

/** Joins what was said of two carts: all of the first, and of the other what the first does not say. */
export function joinDetails(own: CartDetails, others: CartDetails): JoinedDetails {
  const details = {
    note: own.note ?? others.note,
    giftText: own.giftText ?? others.giftText,
    reference: own.reference ?? others.reference,
  };
  const isKept = (field: keyof CartDetails): boolean =>
    others[field] === null || others[field] === details[field];
  return { details, isWhole: isKept('note') && isKept('giftText') && isKept('reference') };
}
