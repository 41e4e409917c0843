import { tidyCode } from '@cartwright/input';

/** An order number as it is stored, of what somebody typed; null when no order can have it. */
export function readOrderNumber(text: string): string | null {
  const number = tidyCode(text).toUpperCase();
  return /^CW-\d{1,18}$/.test(number) ? number : null;
}
