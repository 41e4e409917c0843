import type { CodeRefusal } from '../../promotions/door.ts';

/** What a buyer is told of a code that does nothing. */
export const refusalMessages: Readonly<Record<CodeRefusal, string>> = {
  NOT_FOUND: 'There is no such code. Please check how it is written.',
  ENDED: 'This code is not valid any more.',
  NOT_BEGUN: 'This code is not valid yet.',
  USED_UP: 'This code was used as often as it can be.',
  NOT_FOR_BUYER: 'This code is for somebody else.',
};
