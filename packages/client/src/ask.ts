import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print, type GraphQLFormattedError } from 'graphql';

/** An operation that the store answered with errors, and so without what was asked for. */
export class RequestError extends Error {
  /** As the store told them; `extensions.code` says what to do. */
  readonly errors: readonly GraphQLFormattedError[];

  constructor(errors: readonly GraphQLFormattedError[]) {
    super(errors.map(({ message }) => message).join(' ') || 'The store gave no answer.');
    this.name = 'RequestError';
    this.errors = errors;
  }
}

/** How an operation is sent. */
export interface Sending {
  /** The store's `/graphql`. */
  readonly url: string;
  readonly fetch: typeof fetch;
  /** Whom it is sent for; nobody when undefined. */
  readonly accessToken?: string | undefined;
}

/**
 * Sends one operation by POST.
 * @throws RequestError when the answer holds errors, whatever data is there beside them
 * @throws what `fetch` throws when nobody answers
 */
export async function ask<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { url, fetch, accessToken }: Sending,
): Promise<Data> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
    },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data, errors } = (await response.json()) as {
    data?: Data | null;
    errors?: readonly GraphQLFormattedError[];
  };
  if (errors !== undefined || data === undefined || data === null) throw new RequestError(errors ?? []);
  return data;
}
