/** One option with the value that a variant has or a buyer has chosen. */
export interface ChosenOption {
  readonly name: string;
  readonly value: string;
}

/** A variant, as far as a picker of options needs it. */
export interface PickableVariant {
  readonly selectedOptions: readonly ChosenOption[];
  /** How many pieces of it can be bought. */
  readonly available: number;
}

/** A value of an option, and what choosing it leads to. */
export interface OptionValue<Variant> {
  readonly value: string;
  readonly selected: boolean;
  readonly exists: boolean;
  readonly availableForSale: boolean;
  /** In stock before sold out, then in the order of the variants; null when there is none. */
  readonly variant: Variant | null;
}

/**
 * What each value of an option leads to, together with what is chosen in the other options. `variants` are those of the
 * product, in its order.
 */
export function optionValues<Variant extends PickableVariant>(
  option: { readonly name: string; readonly values: readonly string[] },
  chosen: readonly ChosenOption[],
  variants: readonly Variant[],
): OptionValue<Variant>[] {
  const others = chosen.filter(({ name }) => name !== option.name);
  const fitting = variants.filter((variant) => others.every((other) => has(variant, other)));
  return option.values.map((value) => {
    const own = { name: option.name, value };
    const withValue = fitting.filter((variant) => has(variant, own));
    const inStock = withValue.find(({ available }) => available > 0);
    return {
      value,
      selected: chosen.some((one) => one.name === option.name && one.value === value),
      exists: withValue.length > 0,
      availableForSale: inStock !== undefined,
      variant: inStock ?? withValue[0] ?? null,
    };
  });
}

/** The first choice that no variant has in any combination; undefined when all of them are there. */
export function unknownChoice(
  chosen: readonly ChosenOption[],
  variants: readonly PickableVariant[],
): ChosenOption | undefined {
  return chosen.find((one) => !variants.some((variant) => has(variant, one)));
}

function has({ selectedOptions }: PickableVariant, { name, value }: ChosenOption): boolean {
  return selectedOptions.some((option) => option.name === name && option.value === value);
}
