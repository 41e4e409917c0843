import type { Mutation } from '@cartwright/mutations';

const lists = 'packages/money/src/price-lists.ts';
const book = 'subgraphs/products/src/flash-offers/rules/offer-book.ts';
const freeze = 'subgraphs/carts/src/freezing/rules/decide-freeze.ts';
const messages = 'subgraphs/orders/src/checkout/rules/checkout-messages.ts';
const memory = 'simulation/src/services/products/memory-flash-offers.ts';

/** Faults in price lists, and in flash offers. */
export const offerMutations: readonly Mutation[] = [
  {
    name: 'of price lists the one of the highest priority holds, however specific others are',
    file: lists,
    replace: '  if (one.specificity !== other.specificity) return one.specificity > other.specificity;\n',
    by: '',
  },
  {
    name: 'a list for a group is for nobody there',
    file: lists,
    replace: 'return isThere && (groupIds.length === 0 ||',
    by: 'return isThere && (groupIds.length === 0 && ',
  },
  {
    name: 'a price for many pieces holds for one fewer',
    file: lists,
    replace: 'minimumQuantity <= quantity)',
    by: 'minimumQuantity <= quantity + 1)',
  },
  {
    name: 'a half of a unit of a price that a list makes is rounded to even',
    file: lists,
    replace: "wholeInBasisPoints, 'half-up'));",
    by: "wholeInBasisPoints, 'half-even'));",
  },
  {
    name: 'a cart is frozen at the price of whoever is in no group',
    file: freeze,
    replace: 'linePrice(line, { groupIds, buyer:',
    by: 'linePrice(line, { groupIds: groupIds.slice(9), buyer:',
  },
  {
    name: 'a cart is frozen at what it cost when it was filled',
    file: freeze,
    replace: 'unitPriceMinor: found?.amountMinor ?? ownMinor,',
    by: 'unitPriceMinor: line.quotedUnitMinor,',
  },
  {
    name: 'more of a flash offer is sold than there is of it',
    file: book,
    replace: 'if (quantity > left)',
    by: 'if (quantity > left + 1)',
  },
  {
    name: 'a flash offer has no budget, and nothing counts on it',
    file: book,
    replace: 'return basePriceMinor === offer.amountMinor && currency === offer.currency;',
    by: 'return false;',
  },
  {
    name: 'a buyer may have as much of a flash offer again with every order',
    file: book,
    replace: 'const taken = buyer === null ? 0 : (this.#taken.get(keyOf(offer.id, buyer)) ?? 0);',
    by: 'const taken = 0;',
  },
  {
    name: 'guests are other buyers with every session',
    file: messages,
    replace:
      'return guestId === null ? customerId : uuidv5(mailboxOf(email.trim().toLowerCase()), guestBuyers);',
    by: 'return guestId ?? customerId;',
  },
  {
    name: 'products are told what a piece cost, and not which price that followed from',
    file: messages,
    replace: '...{ variantId, quantity, unitPriceMinor, basePriceMinor },',
    by: '...{ variantId, quantity, unitPriceMinor, basePriceMinor: basePriceMinor && unitPriceMinor },',
  },
  {
    name: 'an order that is undone keeps what it took of flash offers',
    file: memory,
    replace: "    const reserved = from === 'reserved' ? -quantity : 0;\n",
    by: "    const reserved = from === 'reserved' && to === 'committed' ? -quantity : 0;\n",
  },
];
