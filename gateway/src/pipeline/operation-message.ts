import { z } from 'zod';

const object = z.record(z.string(), z.unknown(), { error: 'expected an object' }).nullish();
const text = z.string({ error: 'expected a string' }).nullish();

/** https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters and its appendix of persisted documents */
const message = z.object(
  {
    query: text,
    operationName: text,
    variables: object,
    extensions: object,
    documentId: text,
    /** What Relay's clients call a document's id; in other requests these may be anything. */
    doc_id: z.unknown().optional(),
    id: z.unknown().optional(),
  },
  { error: 'expected an object, which is one operation' },
);

/** An operation as every transport receives it. */
export type OperationMessage = z.infer<typeof message>;

/** What was asked, or what is wrong with the form in which it was. */
export type ReadMessage =
  | { readonly kind: 'read'; readonly message: OperationMessage }
  | { readonly kind: 'malformed'; readonly reason: string };

/** Reads what a client sent. */
export function readOperationMessage(sent: unknown): ReadMessage {
  const { data, error } = message.safeParse(sent);
  if (error === undefined) return { kind: 'read', message: data };
  const reasons = error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  return { kind: 'malformed', reason: reasons.join('; ') };
}
