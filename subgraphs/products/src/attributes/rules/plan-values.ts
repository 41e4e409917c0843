import type { AttributeContent } from './attribute-content.ts';
import type { WantedValue } from './read-values.ts';

/** What is said of a product or of one of its variants. */
export interface SaidValue {
  readonly id: string;
  readonly definitionId: string;
  readonly key: string;
  readonly variantId: string | null;
  readonly content: AttributeContent;
}

/** What becomes of what is said. */
export interface ValuesPlan {
  readonly gone: readonly SaidValue[];
  readonly added: readonly SaidValue[];
}

/** Plans what becomes of what is said of a product, or of one of its variants; what is said already stays. */
export function planValues(
  before: readonly SaidValue[],
  wanted: readonly WantedValue[],
  { variantId, newId }: { readonly variantId: string | null; readonly newId: () => string },
): ValuesPlan {
  const changes = wanted.flatMap(({ definition, content }) => {
    const said = before.find((one) => one.definitionId === definition.id && one.variantId === variantId);
    if (isSame(said?.content ?? null, content)) return [];
    return [{ said, definition, content }];
  });
  return {
    gone: changes.flatMap(({ said }) => said ?? []),
    added: changes.flatMap(({ definition: { id: definitionId, key }, content }) =>
      content === null ? [] : [{ id: newId(), definitionId, key, variantId, content }],
    ),
  };
}

/** Whether two say the same, in whichever order the database gives the parts of one. */
function isSame(one: AttributeContent | null, other: AttributeContent | null): boolean {
  const partsOf = (content: AttributeContent | null) => JSON.stringify(Object.entries(content ?? {}).sort());
  return partsOf(one) === partsOf(other);
}

/** The required attributes that a change takes away, or that a new type asks for in vain. */
export function missingAfter(wanted: readonly WantedValue[]): string[] {
  return wanted.flatMap(({ definition: { required, key }, content }) =>
    required && content === null ? [key] : [],
  );
}
