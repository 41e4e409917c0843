import { byKey, isId } from '@cartwright/graph';
import type { SubgraphParts } from '../define-subgraph.ts';
import { findExportParts, type ExportPart } from './export-parts.ts';

/** What the resolvers of exports find in their context: a loader that lives as long as the operation. */
export function personalDataContext<Tables>({
  database,
  now,
}: Pick<SubgraphParts<unknown, Tables>, 'database' | 'now'>) {
  const load = (ids: readonly string[]) => findExportParts(database.statements, ids, now());
  return { personalData: { loaders: { byId: byKey(load, ({ id }) => id) } } };
}

export type PersonalDataContext = ReturnType<typeof personalDataContext>;

/** A domain's part of an export that another domain names; null when there is none that can be read. */
export function exportReference(
  { id }: { readonly id: string },
  { personalData }: PersonalDataContext,
): Promise<ExportPart | null> | null {
  return isId(id) ? personalData.loaders.byId.load(id) : null;
}
