import type { Offer } from '../../offers/door.ts';
import type { BuyerIdentity, Cart, CartLine } from './cart.ts';
import { joinDetails } from './cart-details.ts';
import { changeCurrency } from './change-currency.ts';
import { joinCodes } from './join-codes.ts';
import { joinMetafields, type Joined, type Room } from './join-metafields.ts';
import { maxLines, maxQuantity } from './quantity.ts';
import { refreshCart, refreshLines } from './refresh-cart.ts';
import { roomIn } from './set-cart-metafields.ts';
import { privateRoomIn } from './set-private-metafields.ts';
import type { Warning } from './warning.ts';
import {
  cartsMerged,
  currencyChanged,
  detailsRemoved,
  lineRemoved,
  metafieldsRemoved,
  quantityClamped,
} from './warnings.ts';

/** Two carts that become one. */
export interface Merge {
  readonly into: Cart;
  readonly from: Cart;
  /** What is known of the variants of `from` in the currency of `into`, by variant id; not looked at when both have one currency. */
  readonly offers: ReadonlyMap<string, Offer>;
}

/**
 * Puts one cart's lines into another, in the other's currency and within what a cart takes: quantities add up to 99 at
 * most, and of more than 200 variants those that were there first stay. The other one's buyer and delivery stay; where
 * they are empty, they are filled, and so is what the buyer has said of carts and lines as long as it fits. Whoever merges has not asked
 * for it, so all that it changes is kept to be told. Where one is a copy of the other, nothing adds up: of each variant there are then as
 * many pieces as the one of them has that has more.
 *
 * Stock is not checked: what the first cart's cancelled order had reserved may be about to be released.
 */
export function mergeCarts({ into, from, offers }: Merge): Cart {
  const own = refreshLines(into);
  const other = refreshLines(inCurrencyOf(into, { ...from, groupIds: into.groupIds }, offers));
  const said = joinMetafields(into, from, { said: roomIn(into), kept: privateRoomIn(into) });
  const words = joinDetails(into.details, from.details);
  const isCopy = from.restoredFrom === into.id || into.restoredFrom === from.id;
  const joined = joinLines(own.lines, other.lines, { roomForWords: said.room, isCopy });
  const { cart, warnings } = refreshCart({
    kind: 'changed',
    cart: {
      ...fillBlanks(into, from),
      details: words.details,
      enteredCodes: joinCodes(into.enteredCodes, from.enteredCodes),
      metafields: said.metafields,
      privateMetafields: said.privateMetafields,
      lines: joined.lines,
    },
    warnings: [
      ...into.pendingWarnings,
      ...from.pendingWarnings,
      ...(from.lines.length === 0 ? [] : whatHappened({ into, from })),
      ...own.warnings,
      ...other.warnings,
      ...(words.isWhole ? [] : [detailsRemoved(into.id)]),
      ...(said.isWhole ? [] : [metafieldsRemoved(into.id)]),
      ...joined.warnings,
    ],
  });
  return { ...cart, pendingWarnings: warnings };
}

function inCurrencyOf({ currency }: Cart, from: Cart, offers: Merge['offers']): Cart {
  return from.currency === currency ? from : changeCurrency(from, currency, offers);
}

function whatHappened({ into, from }: Pick<Merge, 'into' | 'from'>): Warning[] {
  const isConverted = from.currency !== into.currency;
  return [cartsMerged(from.id), ...(isConverted ? [currencyChanged(from.currency, into.currency)] : [])];
}

/** How the lines of two carts become those of one. */
interface Joining {
  readonly roomForWords: Room;
  readonly isCopy: boolean;
}

function joinLines(own: readonly CartLine[], others: readonly CartLine[], { roomForWords, isCopy }: Joining) {
  const lines = new Map(own.map((line) => [line.variantId, line]));
  const warnings: Warning[] = [];
  let room = roomForWords;
  for (const line of others) {
    const present = lines.get(line.variantId);
    if (present === undefined && lines.size >= maxLines) {
      warnings.push(lineRemoved(line, `a cart takes up to ${maxLines} different variants`));
      continue;
    }
    const said = joinMetafields(present, line, room);
    const had = present?.quantity ?? 0;
    const wanted = isCopy ? Math.max(had, line.quantity) : had + line.quantity;
    const sum = addLine({ before: present, added: line, wanted }, said);
    lines.set(line.variantId, sum.line);
    warnings.push(...sum.warnings);
    ({ room } = said);
  }
  return { lines: [...lines.values()], warnings };
}

/** Two lines of one variant, the first of which may be missing, and how many pieces that is to make. */
interface LineSum {
  readonly before: CartLine | undefined;
  readonly added: CartLine;
  readonly wanted: number;
}

/** A line with what another one of its variant adds, if there was one. */
function addLine(
  { before, added, wanted }: LineSum,
  { metafields, privateMetafields, isWhole }: Joined,
): { line: CartLine; warnings: Warning[] } {
  const quantity = Math.min(wanted, maxQuantity);
  const line = { ...(before ?? added), quantity, metafields, privateMetafields };
  const warnings = [
    ...(wanted > maxQuantity ? [quantityClamped(line, 'cart')] : []),
    ...(isWhole ? [] : [metafieldsRemoved(line.id, { line })]),
  ];
  return { line, warnings };
}

function fillBlanks(into: Cart, from: Cart): Cart {
  return {
    ...into,
    deliveryOption: into.deliveryOption ?? from.deliveryOption,
    taxIdentity: into.taxIdentity ?? from.taxIdentity,
    buyer: {
      email: into.buyer.email ?? from.buyer.email,
      billingAddress: billingAddressOf(into.buyer, from.buyer),
      ...placeOf(into.buyer, from.buyer),
    },
  };
}

/** A postal code or an address means nothing without its country: all are taken from one of the carts. */
function placeOf(
  into: BuyerIdentity,
  from: BuyerIdentity,
): Pick<BuyerIdentity, 'countryCode' | 'postalCode' | 'shippingAddress'> {
  const isKnown = into.countryCode !== null || into.postalCode !== null;
  const { countryCode, postalCode, shippingAddress } = isKnown ? into : from;
  return { countryCode, postalCode, shippingAddress };
}

/** Without one, an address is billed to itself: it must not be billed to what was said of another address. */
function billingAddressOf(into: BuyerIdentity, from: BuyerIdentity): BuyerIdentity['billingAddress'] {
  return into.shippingAddress === null ? (into.billingAddress ?? from.billingAddress) : into.billingAddress;
}
