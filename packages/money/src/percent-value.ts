/** Converts a rate in basis points to a decimal text, in percent: 550 is `5.5`. */
export function toPercent(basisPoints: number): string {
  return String(basisPoints / 100);
}
