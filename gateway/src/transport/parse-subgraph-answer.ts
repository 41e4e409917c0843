import { noteText } from './plain-text.ts';
import type { ReplicaAnswer } from './replica-answer.ts';
import type { SubgraphResponse } from './subgraph-transport.ts';

/** Reads a GraphQL response; undefined for anything else (a proxy's HTML page, a truncated body). */
export function parseSubgraphAnswer({ body }: ReplicaAnswer): SubgraphResponse | undefined {
  const parsed = parseJson(body);
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  if (!('data' in parsed) && !hasErrors(parsed)) return undefined;
  noteText(parsed, body);
  return parsed;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hasErrors(response: object): boolean {
  return 'errors' in response && Array.isArray(response.errors) && response.errors.length > 0;
}
