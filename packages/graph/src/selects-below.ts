import {
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';

type Fragments = GraphQLResolveInfo['fragments'];

/** The names of all fields below a field, for each that was asked about: a document is kept, and comes again. */
const known = new WeakMap<FieldNode, ReadonlySet<string>>();

/**
 * Whether a field of a name is selected anywhere below the present one, of whatever type and under whatever condition: so that what
 * will be asked for next can be read together with this. Never false for one that will be asked for.
 */
export function selectsBelow(
  { fieldNodes, fragments }: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>,
  name: string,
): boolean {
  return fieldNodes.some((node) => namesBelow(node, fragments).has(name));
}

/**
 * Whether no fields but such of these names are selected below the present one, of whatever type, so that what others need can be left
 * unread. Never true where another will be asked for.
 */
export function selectsOnlyBelow(
  { fieldNodes, fragments }: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>,
  names: ReadonlySet<string>,
): boolean {
  return fieldNodes.every((node) => namesBelow(node, fragments).isSubsetOf(names));
}

function namesBelow(node: FieldNode, fragments: Fragments): ReadonlySet<string> {
  const names = known.get(node) ?? new Names(fragments).below(node);
  known.set(node, names);
  return names;
}

/** Collects names, each fragment once. */
class Names {
  readonly #fragments: Fragments;
  readonly #names = new Set<string>();
  readonly #seen = new Set<FragmentDefinitionNode>();

  constructor(fragments: Fragments) {
    this.#fragments = fragments;
  }

  below({ selectionSet }: FieldNode): ReadonlySet<string> {
    this.#collect(selectionSet);
    return this.#names;
  }

  #collect(selectionSet: SelectionSetNode | undefined): void {
    for (const selection of selectionSet?.selections ?? []) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        this.#collectOf(this.#fragments[selection.name.value]);
        continue;
      }
      if (selection.kind === Kind.FIELD) this.#names.add(selection.name.value);
      this.#collect(selection.selectionSet);
    }
  }

  #collectOf(fragment: FragmentDefinitionNode | undefined): void {
    if (fragment === undefined || this.#seen.has(fragment)) return;
    this.#seen.add(fragment);
    this.#collect(fragment.selectionSet);
  }
}
