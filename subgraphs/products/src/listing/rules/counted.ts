/** Products that are found beyond this number are not counted: nobody looks at so many, and to count them costs as much as all else. */
export const mostCounted = 10_000;

/** Whether a count is that of all there are, or of as many as are counted. */
export type CountPrecision = 'EXACT' | 'AT_LEAST';

/** How far a count can be believed. */
export function precisionOf(count: number): CountPrecision {
  return count < mostCounted ? 'EXACT' : 'AT_LEAST';
}
