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
