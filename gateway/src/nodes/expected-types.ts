import {
  isAbstractType,
  Kind,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
} from 'graphql';

/** A field of `Query` whose value is some node, as a resolver is told of it. */
export type NodeField = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'schema'>;

/** The types that a selection has fragments on, in their order: who asks expects an object of one of them. */
export function expectedTypes({ fieldNodes, fragments, schema }: NodeField): readonly string[] {
  const reader = new FragmentReader(schema, fragments);
  for (const { selectionSet } of fieldNodes) reader.read(selectionSet?.selections ?? []);
  return [...reader.types];
}

class FragmentReader {
  readonly types = new Set<string>();
  readonly #schema: GraphQLSchema;
  readonly #fragments: NodeField['fragments'];

  constructor(schema: GraphQLSchema, fragments: NodeField['fragments']) {
    this.#schema = schema;
    this.#fragments = fragments;
  }

  read(selections: readonly SelectionNode[]): void {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) this.#fragment(selection);
      if (selection.kind === Kind.FRAGMENT_SPREAD) this.#fragment(this.#fragments[selection.name.value]);
    }
  }

  /** A fragment on `Node` itself, or on no type, says nothing but what is in it. */
  #fragment(fragment: InlineFragmentNode | FragmentDefinitionNode | undefined): void {
    const name = fragment?.typeCondition?.name.value;
    if (name === undefined || isAbstractType(this.#schema.getType(name)))
      this.read(fragment?.selectionSet.selections ?? []);
    else this.types.add(name);
  }
}
