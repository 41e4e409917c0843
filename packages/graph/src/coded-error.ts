import { GraphQLError } from 'graphql';

/** An error of graphql-js, which has no code, with one; a code that it has already is kept. */
export function codedError(
  { message, nodes, source, positions, extensions }: GraphQLError,
  code: string,
): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code, ...extensions },
    ...(nodes === undefined ? { source, positions } : { nodes }),
  });
}
