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
  const definitions = document?.definitions ?? [];
  const [only, another] = definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (only === undefined || another !== undefined) return { params, document };
  return { params: { ...params, operationName: only.name?.value ?? null }, document };
}

function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query);
  } catch {
    return undefined;
  }
}
