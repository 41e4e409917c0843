import { Kind, parse, type SelectionSetNode } from 'graphql';
import { isSelected, type VariableValues } from '../input/read-arguments.ts';

/** The keys under which a planned fetch answers: those of the root fields that these variables select. */
export function rootResponseKeys(query: string, variables: VariableValues): string[] {
  const { definitions } = parse(query, { noLocation: true });
  const keysIn = ({ selections }: SelectionSetNode): string[] =>
    selections.flatMap((selection) => {
      if (!isSelected(selection, variables)) return [];
      if (selection.kind === Kind.FIELD) return [selection.alias?.value ?? selection.name.value];
      if (selection.kind === Kind.INLINE_FRAGMENT) return keysIn(selection.selectionSet);
      return definitions.flatMap((one) => {
        const isSpread = one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value;
        return isSpread ? keysIn(one.selectionSet) : [];
      });
    });
  return definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION ? keysIn(one.selectionSet) : [],
  );
}
