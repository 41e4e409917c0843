/**
 * How a half is rounded: `half-even` (banker's, IEEE 754 roundTiesToEven; unbiased over many amounts)
 * or `half-up` (away from zero; what most tax offices print in their examples).
 */
export type Rounding = 'half-even' | 'half-up';

/** Divides two integers and rounds to the nearest one; `rounding` decides exact halves. The divisor is positive. */
export function divideRounded(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  const magnitude = dividend < 0n ? -dividend : dividend;
  const quotient = magnitude / divisor;
  const twiceRest = (magnitude % divisor) * 2n;
  const isHalf = twiceRest === divisor;
  const roundsUp = isHalf ? rounding === 'half-up' || quotient % 2n === 1n : twiceRest > divisor;
  const rounded = roundsUp ? quotient + 1n : quotient;
  return dividend < 0n ? -rounded : rounded;
}

/** The same in plain numbers, which is several times as fast: of a dividend that is a safe integer of 0 or more. */
export function divideRoundedSafe(dividend: number, divisor: number, rounding: Rounding): number {
  const rest = dividend % divisor;
  const quotient = (dividend - rest) / divisor;
  const above = 2 * rest - divisor;
  const roundsUp = above === 0 ? rounding === 'half-up' || quotient % 2 === 1 : above > 0;
  return roundsUp ? quotient + 1 : quotient;
}
