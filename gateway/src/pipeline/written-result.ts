import type { GraphQLFormattedError } from 'graphql';

/** A result as it goes out to the client, on whichever transport: written once, its bytes are sent as they are. */
export interface WrittenResult {
  readonly json: string;
  readonly hasErrors: boolean;
}

/** What a result consists of. */
export interface ResultParts {
  readonly errors?: readonly GraphQLFormattedError[];
  /** JSON; left out when it is undefined. */
  readonly data?: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Writes a result, errors first. https://spec.graphql.org/draft/#sec-Response-Format */
export function writtenResult({ errors = [], data, extensions = {} }: ResultParts): WrittenResult {
  const parts = [
    ...(errors.length > 0 ? [`"errors":${JSON.stringify(errors)}`] : []),
    ...(data === undefined ? [] : [`"data":${data}`]),
    ...(Object.keys(extensions).length > 0 ? [`"extensions":${JSON.stringify(extensions)}`] : []),
  ];
  return { json: `{${parts.join(',')}}`, hasErrors: errors.length > 0 };
}
