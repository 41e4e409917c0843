import { rootFields } from '../limits/root-field-names.ts';
import type { Answer } from '../execution/answer.ts';
import type { AdmittedOperation } from '../pipeline/admit-operation.ts';

const refusals = new Set<unknown>(['UNAUTHENTICATED', 'FORBIDDEN']);

/**
 * The tags of what a mutation may have changed; all that it could when there is no answer. A field that was left out or refused has
 * changed nothing: otherwise a stranger could empty the cache as often as they ask.
 */
export function changedBy(
  { supergraph, document, operation }: Pick<AdmittedOperation, 'supergraph' | 'document' | 'operation'>,
  answer: Answer | undefined,
): Set<string> {
  const { changes } = supergraph.cacheHints;
  const fields = rootFields(operation, document).map((node) => ({
    key: (node.alias ?? node.name).value,
    tags: changes.get(node.name.value) ?? [],
  }));
  const hasRun = ranIn(answer);
  return new Set(fields.flatMap(({ key, tags }) => (hasRun(key) ? tags : [])));
}

function ranIn(answer: Answer | undefined): (key: string) => boolean {
  const data = answer?.data === undefined ? null : (JSON.parse(answer.data) as object | null);
  if (data === null) return () => true;
  const refused = new Set(
    answer?.errors.flatMap(({ path, extensions }) =>
      path?.length === 1 && refusals.has(extensions['code']) ? [path[0]] : [],
    ),
  );
  return (key) => Object.hasOwn(data, key) && !refused.has(key);
}
