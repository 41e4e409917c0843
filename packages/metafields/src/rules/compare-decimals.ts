/** Digits behind the point that a decimal may have. */
const scale = 12;

/** Which of two decimals is the larger: exactly, whatever their length. Negative where it is the second one, 0 where they are the same. */
export function compareDecimals(one: string, other: string): number {
  const [first, second] = [scaled(one), scaled(other)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

function scaled(decimal: string): bigint {
  const [whole = '0', rest = ''] = decimal.split('.');
  return BigInt(`${whole}${rest.padEnd(scale, '0')}`);
}
