import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { isData, mergeData, setValue, valueOf, type Data } from '../../execution/merge-data.ts';
import { isOfType } from '../../execution/rewrite-data.ts';

/** What a subgraph has to know of an entity to find it; undefined when the entity is not of its types, or lacks a key. */
export function representationOf(
  entity: Data,
  requires: readonly QueryPlanSelectionNode[],
  schema: GraphQLSchema,
): Data | undefined {
  const representation = select(entity, requires, schema);
  return typeof representation?.['__typename'] === 'string' ? representation : undefined;
}

function select(
  source: Data,
  selections: readonly QueryPlanSelectionNode[],
  schema: GraphQLSchema,
): Data | undefined {
  const selected: Data = {};
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      const applies = isOfType(source, selection.typeCondition, schema);
      if (applies) mergeData(selected, select(source, selection.selections, schema));
      continue;
    }
    const key = selection.alias ?? selection.name;
    const value = valueOf(source, key);
    if (value === undefined) return undefined;
    const { selections: below } = selection;
    setValue(selected, key, below === undefined ? value : within(value, below, schema));
  }
  return selected;
}

function within(
  value: unknown,
  selections: readonly QueryPlanSelectionNode[],
  schema: GraphQLSchema,
): unknown {
  if (Array.isArray(value)) return value.map((element) => within(element, selections, schema));
  return isData(value) ? (select(value, selections, schema) ?? null) : null;
}
