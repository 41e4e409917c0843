import type { FetcherParams } from '@graphiql/toolkit';
import { Kind, parse, type DocumentNode } from 'graphql';

/** An operation as it is sent, and its document. */
export interface CurrentOperation {
  readonly params: FetcherParams;
  /** Undefined for a text that is no document. */
  readonly document: DocumentNode | undefined;
}

/**
 * Names the operation by the text that is sent: the editor learns the name of another tab's operation a moment after it is
 * shown, and whoever runs it sooner would ask for the one before.
 */
export function currentOperation(params: FetcherParams): CurrentOperation {
  const document = parsed(params.query);
  const operations = document?.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION) ?? [];
  const [only, another] = operations;
  if (only === undefined || another !== undefined) return { params, document };
  const name = 'name' in only ? only.name?.value : undefined;
  return { params: { ...params, operationName: name ?? null }, document };
}

function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query);
  } catch {
    return undefined;
  }
}
