import { z } from 'zod';

/** Which document a request names. */
export interface DocumentReference {
  /** A hash, or what the manifest of trusted documents calls it. */
  readonly id: string;
  /** Whether the id is said to be the SHA-256 of the text. */
  readonly isHash: boolean;
}

/** What a request says of its document, besides its text. */
export type ReadReference =
  | { readonly kind: 'none' }
  | { readonly kind: 'reference'; readonly reference: DocumentReference }
  | { readonly kind: 'unsupported' }
  | { readonly kind: 'malformed'; readonly reason: string };

/** https://www.apollographql.com/docs/apollo-server/performance/apq */
const persistedQuery = z.object({ version: z.number(), sha256Hash: z.string().min(1) });
/** https://graphql.github.io/graphql-over-http/draft/#sec-Appendix-Persisted-Documents */
const hashPrefix = 'sha256:';

/** The parts of a message that name its document, whether or not they have the form that they should. */
type Naming = { readonly [Part in 'documentId' | 'doc_id' | 'id' | 'query' | 'extensions']?: unknown };

/** Reads `documentId`, also by the names that Relay's clients use, and the extension `persistedQuery` of Apollo's. */
export function readReference(message: Naming): ReadReference {
  const byId = documentIdOf(message);
  const extension = persistedQueryOf(message);
  if (extension === undefined || extension === null) {
    return byId === undefined ? { kind: 'none' } : { kind: 'reference', reference: byId };
  }
  const { data, error } = persistedQuery.safeParse(extension);
  if (error !== undefined) return malformed(error.issues);
  if (data.version !== 1) return { kind: 'unsupported' };
  if (byId !== undefined && byId.id !== data.sha256Hash) {
    return { kind: 'malformed', reason: 'documentId and extensions.persistedQuery name different documents' };
  }
  return { kind: 'reference', reference: { id: data.sha256Hash, isHash: true } };
}

function persistedQueryOf({ extensions }: Naming): unknown {
  return typeof extensions === 'object' && extensions !== null && 'persistedQuery' in extensions
    ? extensions.persistedQuery
    : undefined;
}

/** Beside a query, `id` and `doc_id` may be anything. */
function documentIdOf({ documentId, doc_id, id, query }: Naming): DocumentReference | undefined {
  const given = documentId || (query ? undefined : doc_id || id);
  if (typeof given !== 'string' || given === '') return undefined;
  const isHash = given.startsWith(hashPrefix);
  return { id: isHash ? given.slice(hashPrefix.length) : given, isHash };
}

function malformed(issues: readonly z.core.$ZodIssue[]): ReadReference {
  const reasons = issues.map(({ path, message }) => {
    return `${['extensions', 'persistedQuery', ...path].join('.')}: ${message}`;
  });
  return { kind: 'malformed', reason: reasons.join('; ') };
}
