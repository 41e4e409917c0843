import { invalidInputError } from '@cartwright/input';
import type { DeleteDefinitionOutcome, SetDefinitionOutcome } from './define-metafields.ts';

/** The member of the result union for what came of laying down a definition; `names` are those of a subgraph's own members. */
export function definitionSetResult<
  OwnerType extends string,
  const Set extends string,
  const Changed extends string,
>(names: { readonly set: Set; readonly changed: Changed }, outcome: SetDefinitionOutcome<OwnerType>) {
  switch (outcome.kind) {
    case 'set':
      return { __typename: names.set, metafieldDefinition: outcome.definition };
    case 'changed-meanwhile': {
      const message = 'Somebody has changed this definition meanwhile.';
      return { __typename: names.changed, message, current: outcome.definition };
    }
    case 'too-many-definitions': {
      const message = `There can be at most ${outcome.limit} definitions; please delete some first.`;
      return { __typename: 'TooManyMetafieldDefinitionsError', message, limit: outcome.limit } as const;
    }
    case 'invalid-input':
      return invalidInputError(outcome.fields);
  }
}

/** The same for forgetting one. */
export function definitionDeleteResult<const Deleted extends string>(
  deleted: Deleted,
  metafieldDefinitionId: string,
  outcome: DeleteDefinitionOutcome,
) {
  switch (outcome.kind) {
    case 'deleted':
      return { __typename: deleted, metafieldDefinitionId };
    case 'not-found': {
      const message = 'There is no such definition.';
      return { __typename: 'MetafieldDefinitionNotFoundError', message, metafieldDefinitionId } as const;
    }
    case 'invalid-input':
      return invalidInputError(outcome.fields);
  }
}
