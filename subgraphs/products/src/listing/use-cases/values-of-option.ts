import { badUserInput } from '@cartwright/errors';
import type { OfferedVariant, OptionOfProduct } from '../../catalogue/door.ts';
import { optionValues, unknownChoice, type ChosenOption, type OptionValue } from '../rules/option-values.ts';

/**
 * What each value of an option leads to among the variants of its product, together with what is chosen so far.
 * @throws BAD_USER_INPUT for a choice that no variant has
 */
export function valuesOfOption(
  option: OptionOfProduct,
  chosen: readonly ChosenOption[],
  variants: readonly OfferedVariant[],
): OptionValue<OfferedVariant>[] {
  const unknown = unknownChoice(chosen, variants);
  if (unknown !== undefined) throw noSuchChoice(unknown);
  return optionValues(option, chosen, variants);
}

function noSuchChoice({ name, value }: ChosenOption) {
  return badUserInput(
    `No variant of this product has "${value}" for an option "${name}"; \`options\` has what there is.`,
    'selectedOptions',
  );
}
