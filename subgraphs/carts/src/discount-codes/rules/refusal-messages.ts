import type { QuotedCode } from '../../pricing/door.ts';

type Reason = NonNullable<QuotedCode['why']>['reason'];

/** What a buyer is told of a code that does nothing. */
export const refusalMessages: Readonly<Record<Reason, string>> = {
  NOT_FOUND: 'There is no such code. Please check how it is written.',
  ENDED: 'This code is not valid any more.',
  NOT_BEGUN: 'This code is not valid yet.',
  USED_UP: 'This code was used as often as it can be.',
  NOT_FOR_BUYER: 'This code is for other orders than this one.',
  NOT_NOW: 'This code is not valid at this hour.',
  SOMETHING_MISSING: 'More has to be in the cart for this code.',
  NOTHING_TO_TAKE_OFF: 'Nothing in the cart gets cheaper by this code.',
  DOES_NOT_COMBINE: 'This code does not go together with another discount of the cart.',
};
