/** An exact number, at least 0: `numerator / denominator`, the denominator above 0. It is not reduced. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** @throws RangeError below 0, or over a denominator that is not above 0 */
export function fraction(numerator: bigint, denominator = 1n): Fraction {
  if (numerator < 0n || denominator <= 0n) throw new RangeError('A fraction is at least 0 over more than 0.');
  return { numerator, denominator };
}

export function add(left: Fraction, right: Fraction): Fraction {
  const numerator = left.numerator * right.denominator + right.numerator * left.denominator;
  return fraction(numerator, left.denominator * right.denominator);
}

export function multiply(left: Fraction, right: Fraction): Fraction {
  return fraction(left.numerator * right.numerator, left.denominator * right.denominator);
}

/** Below 0 where the left is smaller, 0 where they are equal, above 0 where it is larger. */
export function compare(left: Fraction, right: Fraction): number {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The whole number at or below. */
export function floor(value: Fraction): bigint {
  return value.numerator / value.denominator;
}

/** What is above the whole number at or below. */
export function remainder(value: Fraction): Fraction {
  return fraction(value.numerator % value.denominator, value.denominator);
}

/** The nearest whole number; a half goes up. */
export function halfUp(value: Fraction): bigint {
  return floor(add(value, fraction(1n, 2n)));
}
