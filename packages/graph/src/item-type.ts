import { getNullableType, isListType, type GraphQLInputType } from 'graphql';

/** The type of the items of a list, of lists in lists too; of what is no list its own. Not null is left out. */
export function itemType(type: GraphQLInputType): GraphQLInputType {
  const nullable = getNullableType(type);
  return isListType(nullable) ? itemType(nullable.ofType) : nullable;
}
