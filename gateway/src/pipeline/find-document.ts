import { documentHash } from './document-hash.ts';
import type { OperationMessage } from './operation-message.ts';
import { malformed, rejection, type Rejection } from './operation-outcome.ts';
import { readReference, type DocumentReference } from './document-reference.ts';
import type { PersistedQueries } from './persisted-queries.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** Where documents are found that a client only names. */
export interface DocumentSources {
  readonly persisted: PersistedQueries;
  /** The documents that may be run; any when undefined. */
  readonly trusted: TrustedDocuments | undefined;
}

/** The text to run, and the hash to keep it under once it proved valid; or why there is none. */
export type FoundDocument =
  { readonly kind: 'found'; readonly query: string; readonly registerAs?: string } | Rejection;

/** Finds the text of what a request asks for: the one that it brings, or the one that it names. */
export async function findDocument(
  message: OperationMessage,
  sources: DocumentSources,
): Promise<FoundDocument> {
  const read = readReference(message);
  const query = message.query ?? '';
  switch (read.kind) {
    case 'malformed':
      return malformed(read.reason);
    case 'unsupported':
      return refusal('PersistedQueryNotSupported', 'PERSISTED_QUERY_NOT_SUPPORTED');
    case 'reference':
      return query === '' ? lookUp(read.reference, sources) : compare(query, read.reference, sources);
    case 'none':
      return query === '' ? malformed(noDocument) : { kind: 'found', query };
  }
}

const noDocument = 'Send the operation as query, or name it by documentId or extensions.persistedQuery.';

/** The text of a document that has been let in, as far as it is in memory. */
export function textAtHand(id: string, { trusted, persisted }: DocumentSources): string | undefined {
  return trusted?.byId.get(id) ?? trusted?.byHash.get(id) ?? persisted.atHand(id);
}

async function lookUp({ id }: DocumentReference, sources: DocumentSources): Promise<FoundDocument> {
  const query = textAtHand(id, sources) ?? (await sources.persisted.get(id));
  if (query === undefined) return refusal('PersistedQueryNotFound', 'PERSISTED_QUERY_NOT_FOUND');
  return { kind: 'found', query };
}

/** Nobody may keep a query under the hash of another. */
function compare(
  query: string,
  { id, isHash }: DocumentReference,
  { trusted }: DocumentSources,
): FoundDocument {
  if (documentHash(query) === id) return { kind: 'found', query, registerAs: id };
  const known = trusted?.byId.get(id);
  if (known === query || (known === undefined && !isHash)) return { kind: 'found', query };
  return malformed('The hash or id is not that of the query.');
}

/** These words are all that Apollo's mobile clients go by: they send the query next. */
function refusal(message: string, code: string): Rejection {
  return rejection([{ message, extensions: { code } }]);
}
