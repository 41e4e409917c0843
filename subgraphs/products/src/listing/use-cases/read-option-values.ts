import { badUserInput } from '@cartwright/errors';
import type { OptionOfProduct, Variant } from '../../catalogue/door.ts';
import { optionValues, unknownChoice, type ChosenOption, type OptionValue } from '../rules/option-values.ts';

/** The reads of the operation. */
interface Reads {
  readonly variantsOf: (productId: string) => Promise<readonly Variant[]>;
  /** Whether each of some variants is in stock. */
  readonly areAvailable: (variantIds: readonly string[]) => Promise<readonly boolean[]>;
}

/**
 * Reads what each value of an option leads to, together with what is chosen so far.
 * @throws BAD_USER_INPUT for a choice that no variant of the product has
 */
export async function readOptionValues(
  { variantsOf, areAvailable }: Reads,
  option: OptionOfProduct,
  chosen: readonly ChosenOption[],
): Promise<OptionValue<Variant>[]> {
  const variants = await variantsOf(option.productId);
  const available = await areAvailable(variants.map(({ id }) => id));
  const pickable = variants.map((variant, index) => ({ ...variant, available: available[index] ?? false }));
  const unknown = unknownChoice(chosen, pickable);
  if (unknown !== undefined) throw noSuchChoice(unknown);
  return optionValues(option, chosen, pickable);
}

function noSuchChoice({ name, value }: ChosenOption) {
  return badUserInput(
    `No variant of this product has "${value}" for an option "${name}"; \`options\` has what there is.`,
    'selectedOptions',
  );
}
