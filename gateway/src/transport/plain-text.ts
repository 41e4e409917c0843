import type { SubgraphResponse } from './subgraph-transport.ts';

/** The one character by which JSON writes text otherwise than it stands. */
const backslash = '\\';

const plain = new WeakSet<SubgraphResponse>();

/** Notes of an answer whether all of its text stands in this JSON as it is, and so may be written again without being looked at. */
export function noteText(answer: SubgraphResponse, json: string): void {
  if (!json.includes(backslash)) plain.add(answer);
}

/** Whether no text of an answer has to be escaped in JSON, as far as that is known. */
export function isPlainText(answer: SubgraphResponse): boolean {
  return plain.has(answer);
}
