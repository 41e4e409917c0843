import {
  isAbstractType,
  Kind,
  typeFromAST,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type InlineFragmentNode,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded, type Variables } from './conditions.ts';
import type { OperationParts } from './operation-parts.ts';

/** The fields that are selected of an object, by the name that they have in the answer. */
export type CollectedFields = Map<string, FieldNode[]>;

/** What selections are read with. */
export interface Collecting {
  readonly parts: OperationParts;
  readonly variables: Variables;
  readonly type: GraphQLObjectType;
}

/**
 * Collects what several selection sets select of an object of a type, in the order of the answer.
 * https://spec.graphql.org/October2021/#CollectFields()
 */
export function collectFields(
  collecting: Collecting,
  selectionSets: readonly (SelectionSetNode | undefined)[],
): CollectedFields {
  const fields: CollectedFields = new Map();
  const visited = new Set<string>();
  for (const selectionSet of selectionSets) {
    if (selectionSet !== undefined) collectFrom(selectionSet, collecting, { fields, visited });
  }
  return fields;
}

interface Collected {
  readonly fields: CollectedFields;
  /** The names of fragments: each counts once. */
  readonly visited: Set<string>;
}

function collectFrom({ selections }: SelectionSetNode, collecting: Collecting, collected: Collected): void {
  for (const selection of selections) {
    if (!isIncluded(selection, collecting.variables)) continue;
    if (selection.kind === Kind.FIELD) addField(selection, collected);
    else if (selection.kind === Kind.INLINE_FRAGMENT) collectFragment(selection, collecting, collected);
    else collectSpread(selection.name.value, collecting, collected);
  }
}

function addField(node: FieldNode, { fields }: Collected): void {
  const name = node.alias?.value ?? node.name.value;
  const same = fields.get(name);
  if (same === undefined) fields.set(name, [node]);
  else same.push(node);
}

function collectSpread(name: string, collecting: Collecting, collected: Collected): void {
  const fragment = collecting.parts.fragments[name];
  if (fragment === undefined || collected.visited.has(name)) return;
  collected.visited.add(name);
  collectFragment(fragment, collecting, collected);
}

function collectFragment(
  { typeCondition, selectionSet }: FragmentDefinitionNode | InlineFragmentNode,
  collecting: Collecting,
  collected: Collected,
): void {
  const { schema } = collecting.parts;
  const wanted = typeCondition === undefined ? collecting.type : typeFromAST(schema, typeCondition);
  const fits =
    wanted === collecting.type || (isAbstractType(wanted) && schema.isSubType(wanted, collecting.type));
  if (fits) collectFrom(selectionSet, collecting, collected);
}
