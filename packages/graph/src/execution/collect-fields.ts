import {
  isAbstractType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** The fields that are selected of an object, by the name that they have in the answer. */
export type CollectedFields = ReadonlyMap<string, FieldNode[]>;

/** What selections are read with. */
export interface Collecting {
  readonly schema: GraphQLSchema;
  readonly fragmentNamed: (name: string) => FragmentDefinitionNode | undefined;
  /** Whether the conditions of a selection leave it in. */
  readonly isIncluded: (selection: SelectionNode) => boolean;
}

/**
 * Collects what several selection sets select of an object of a type, in the order of the answer.
 * https://spec.graphql.org/October2021/#CollectFields()
 */
export function collectFields(
  selectionSets: readonly (SelectionSetNode | undefined)[],
  type: GraphQLObjectType,
  collecting: Collecting,
): CollectedFields {
  const collector = new Collector(type, collecting);
  for (const selectionSet of selectionSets) if (selectionSet !== undefined) collector.add(selectionSet);
  return collector.fields;
}

class Collector {
  readonly fields = new Map<string, FieldNode[]>();
  readonly #type: GraphQLObjectType;
  readonly #collecting: Collecting;
  /** The names of fragments: each counts once. */
  readonly #visited = new Set<string>();

  constructor(type: GraphQLObjectType, collecting: Collecting) {
    this.#type = type;
    this.#collecting = collecting;
  }

  add({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (!this.#collecting.isIncluded(selection)) continue;
      if (selection.kind === Kind.FIELD) this.#addField(selection);
      else if (selection.kind === Kind.INLINE_FRAGMENT) this.#addFragment(selection);
      else this.#addSpread(selection.name.value);
    }
  }

  #addField(node: FieldNode): void {
    const name = (node.alias ?? node.name).value;
    const same = this.fields.get(name);
    if (same === undefined) this.fields.set(name, [node]);
    else same.push(node);
  }

  #addSpread(name: string): void {
    const fragment = this.#collecting.fragmentNamed(name);
    if (fragment === undefined || this.#visited.has(name)) return;
    this.#visited.add(name);
    this.#addFragment(fragment);
  }

  #addFragment({ typeCondition, selectionSet }: FragmentDefinitionNode | InlineFragmentNode): void {
    if (this.#fits(typeCondition?.name.value)) this.add(selectionSet);
  }

  #fits(condition: string | undefined): boolean {
    if (condition === undefined || condition === this.#type.name) return true;
    const { schema } = this.#collecting;
    const type = schema.getType(condition);
    return isAbstractType(type) && schema.isSubType(type, this.#type);
  }
}
