import { isAbstractType, printSchema, type GraphQLSchema } from 'graphql';

/**
 * The files that describe the API for tools, by name. `schema.graphql` is SDL of what clients see: nothing of federation,
 * nothing internal. `possibleTypes.json` names the members of every union and interface as Apollo Client's `possibleTypes`
 * takes them; without it `... on UserError` matches nothing there
 * (https://www.apollographql.com/docs/react/data/fragments#using-fragments-with-unions-and-interfaces).
 */
export type PublishedSchema = Readonly<Record<'schema.graphql' | 'possibleTypes.json', string>>;

/** Describes an API schema for code generators and caches. */
export function publishedSchema(schema: GraphQLSchema): PublishedSchema {
  return {
    'schema.graphql': `${printSchema(schema)}\n`,
    'possibleTypes.json': `${JSON.stringify(possibleTypes(schema), null, 2)}\n`,
  };
}

function possibleTypes(schema: GraphQLSchema): Record<string, string[]> {
  const types = Object.values(schema.getTypeMap()).filter(isAbstractType);
  return Object.fromEntries(
    types.map((type) => [
      type.name,
      schema
        .getPossibleTypes(type)
        .map(({ name }) => name)
        .sort(),
    ]),
  );
}
