import { GraphQLError } from 'graphql';

/** Makes an error to throw for what is wrong with a request by the rules of HTTP; its code is BAD_REQUEST. */
export function httpError(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): GraphQLError {
  const http = { status, headers: new Map(Object.entries(headers)) };
  const extensions: Record<string, unknown> = { code: 'BAD_REQUEST', http };
  return new GraphQLError(message, { extensions });
}
