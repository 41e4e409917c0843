/** An order number as it is stored, of what somebody typed; null when no order can have it. */
export function readOrderNumber(text: string): string | null {
  const number = text.trim().toUpperCase();
  return /^CW-\d{1,18}$/.test(number) ? number : null;
}
