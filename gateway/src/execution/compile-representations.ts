import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { isData, mergeData, setValue, valueOf, type Data } from './merge-data.ts';
import { isOfType, rewriteData } from './rewrite-data.ts';

/** What a subgraph has to know of an entity to find it; undefined when the entity is not of its types, or lacks a key. */
export type Represent = (entity: Data) => Data | undefined;

/** Adds what it selects of the source; false when something is not there. */
type Select = (source: Data, selected: Data) => boolean;

/** Compiles what a plan requires of an entity, with what it rewrites before it is sent. */
export function compileRepresentations(
  requires: readonly QueryPlanSelectionNode[],
  rewrites: readonly FetchDataRewrite[] | undefined,
  schema: GraphQLSchema,
): Represent {
  const select = compileSelections(requires, schema);
  return (entity) => {
    const representation: Data = {};
    if (!select(entity, representation) || typeof representation['__typename'] !== 'string') return undefined;
    if (rewrites !== undefined) rewriteData(representation, rewrites, schema);
    return representation;
  };
}

function compileSelections(selections: readonly QueryPlanSelectionNode[], schema: GraphQLSchema): Select {
  const compiled = selections.map((selection): Select => {
    if (selection.kind === 'InlineFragment') {
      const { typeCondition, selections: within } = selection;
      const leaves = leavesIn(within);
      return leaves === undefined
        ? compileFragment(typeCondition, compileSelections(within, schema), schema)
        : compileLeaves(typeCondition, leaves, schema);
    }
    const below = selection.selections && compileSelections(selection.selections, schema);
    return compileField(selection.alias ?? selection.name, below);
  });
  return (source, selected) => {
    for (const select of compiled) if (!select(source, selected)) return false;
    return true;
  };
}

/** The keys of selections that are all leaves, as those of most entities are; undefined for any others. */
function leavesIn(selections: readonly QueryPlanSelectionNode[]): readonly string[] | undefined {
  const keys = selections.flatMap((selection) =>
    selection.kind === 'Field' && selection.selections === undefined
      ? [selection.alias ?? selection.name]
      : [],
  );
  return keys.length === selections.length ? keys : undefined;
}

/** A fragment of leaves that does not apply, or lacks one, selects nothing. */
function compileLeaves(
  condition: string | undefined,
  keys: readonly string[],
  schema: GraphQLSchema,
): Select {
  return (source, selected) => {
    if (!isOfType(source, condition, schema)) return true;
    for (const key of keys) if (valueOf(source, key) === undefined) return true;
    for (const key of keys) setValue(selected, key, source[key]);
    return true;
  };
}

/** A fragment that does not apply, or lacks something, selects nothing. */
function compileFragment(condition: string | undefined, select: Select, schema: GraphQLSchema): Select {
  return (source, selected) => {
    if (!isOfType(source, condition, schema)) return true;
    const own: Data = {};
    if (select(source, own)) mergeData(selected, own);
    return true;
  };
}

function compileField(key: string, below: Select | undefined): Select {
  return (source, selected) => {
    const value = valueOf(source, key);
    if (value === undefined) return false;
    setValue(selected, key, below === undefined ? value : within(value, below));
    return true;
  };
}

function within(value: unknown, select: Select): unknown {
  if (Array.isArray(value)) return value.map((element) => within(element, select));
  if (!isData(value)) return null;
  const selected: Data = {};
  return select(value, selected) ? selected : null;
}
