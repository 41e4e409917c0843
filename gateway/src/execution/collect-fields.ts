import {
  isAbstractType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { isSelected, type VariableValues } from '../input/read-arguments.ts';

/** What decides which fields of a document are selected. */
export interface Selecting {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The variables that conditions go by. */
  readonly conditions: VariableValues;
}

/** The fields by response key, in the order of the answer. */
export type CollectedFields = ReadonlyMap<string, FieldNode[]>;

/** Collects what is selected of an object. https://spec.graphql.org/draft/#CollectFields() */
export function collectFields(
  sets: readonly SelectionSetNode[],
  type: GraphQLObjectType,
  selecting: Selecting,
): CollectedFields {
  const collector = new Collector(type, selecting);
  for (const { selections } of sets) collector.add(selections);
  return collector.fields;
}

class Collector {
  readonly fields = new Map<string, FieldNode[]>();
  readonly #type: GraphQLObjectType;
  readonly #selecting: Selecting;
  readonly #visited = new Set<string>();

  constructor(type: GraphQLObjectType, selecting: Selecting) {
    this.#type = type;
    this.#selecting = selecting;
  }

  add(selections: readonly SelectionNode[]): void {
    for (const selection of selections)
      if (isSelected(selection, this.#selecting.conditions)) this.#select(selection);
  }

  #select(selection: SelectionNode): void {
    switch (selection.kind) {
      case Kind.FIELD: {
        this.#field(selection);
        return;
      }
      case Kind.INLINE_FRAGMENT: {
        const { typeCondition, selectionSet } = selection;
        if (this.#matches(typeCondition?.name.value)) this.add(selectionSet.selections);
        return;
      }
      case Kind.FRAGMENT_SPREAD:
        this.#spread(selection.name.value);
    }
  }

  #field(node: FieldNode): void {
    const key = (node.alias ?? node.name).value;
    const known = this.fields.get(key);
    if (known === undefined) this.fields.set(key, [node]);
    else known.push(node);
  }

  #spread(name: string): void {
    const fragment = this.#selecting.fragments.get(name);
    if (this.#visited.has(name) || fragment === undefined) return;
    this.#visited.add(name);
    if (this.#matches(fragment.typeCondition.name.value)) this.add(fragment.selectionSet.selections);
  }

  #matches(condition: string | undefined): boolean {
    if (condition === undefined || condition === this.#type.name) return true;
    const { schema } = this.#selecting;
    const type = schema.getType(condition);
    return isAbstractType(type) && schema.isSubType(type, this.#type);
  }
}
