/** Prices in minor units at which a new step begins: 1, 2, 5, 10, 20, 50, … so that a step means something at any price. */
export const priceSteps: readonly number[] = Array.from(
  { length: 15 },
  (_, exponent) => 10 ** exponent,
).flatMap((power) => [power, 2 * power, 5 * power]);

/** The lowest and the highest price of a step, both included; `step` counts from 1. */
export function priceStep(step: number): { readonly minMinor: number; readonly maxMinor: number } {
  const [minMinor, next] = [priceSteps[step - 1], priceSteps[step] ?? Number.MAX_SAFE_INTEGER];
  if (minMinor === undefined) throw new RangeError(`There is no price step ${step}`);
  return { minMinor, maxMinor: next - 1 };
}

/** The number of the step that has just these ends; null when none has. */
export function stepOfPrice(price: {
  readonly minMinor: number | null;
  readonly maxMinor: number | null;
}): number | null {
  const at = priceSteps.findIndex((least) => least === price.minMinor);
  return at >= 0 && priceStep(at + 1).maxMinor === price.maxMinor ? at + 1 : null;
}
