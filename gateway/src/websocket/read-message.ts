import { MessageType, validateMessage, type Message } from 'graphql-ws';
import { readReference } from '../pipeline/document-reference.ts';
import { readOperationMessage } from '../pipeline/operation-message.ts';

/** Reads a client's message; undefined for what is none. */
export function readMessage(text: string): Message | undefined {
  try {
    const sent: unknown = JSON.parse(text);
    return validateMessage(namesDocument(sent) ? { ...sent, payload: { ...sent.payload, query: '' } } : sent);
  } catch {
    return undefined;
  }
}

/** The protocol asks for a query, which a client that names its document has not got. */
function namesDocument(sent: unknown): sent is { readonly payload: object } {
  const { type, payload } = Object(sent) as { readonly type?: unknown; readonly payload?: unknown };
  if (type !== MessageType.Subscribe) return false;
  const read = readOperationMessage(payload);
  if (read.kind === 'malformed' || read.message.query) return false;
  return readReference(read.message).kind !== 'none';
}
