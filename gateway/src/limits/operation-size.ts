import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** An operation's size as far as the document alone shows it, fragments expanded. */
export interface OperationSize {
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
}

/** Fragments by name. */
export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The fragments of a document. */
export function fragmentsOf({ definitions }: DocumentNode): Fragments {
  const fragments = definitions.filter(
    (one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION,
  );
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/**
 * Measures a validated operation. Each fragment is measured once, however often it is spread, so that fragments which
 * spread each other twice do not take exponential time. The depth of introspection does not count: graphql-js has a rule for it.
 */
export function operationSize(operation: OperationDefinitionNode, fragments: Fragments): OperationSize {
  return new Measure(fragments).selectionSet(operation.selectionSet);
}

const nothing: OperationSize = { depth: 0, aliases: 0, rootFields: 0 };

class Measure {
  readonly #fragments: Fragments;
  readonly #measured = new Map<string, OperationSize>();

  constructor(fragments: Fragments) {
    this.#fragments = fragments;
  }

  selectionSet(set: SelectionSetNode | undefined): OperationSize {
    return (set?.selections ?? []).map((selection) => this.#selection(selection)).reduce(sum, nothing);
  }

  #selection(selection: SelectionNode): OperationSize {
    switch (selection.kind) {
      case Kind.FIELD:
        return this.#field(selection);
      case Kind.INLINE_FRAGMENT:
        return this.selectionSet(selection.selectionSet);
      case Kind.FRAGMENT_SPREAD:
        return this.#fragment(selection.name.value);
    }
  }

  #field(field: FieldNode): OperationSize {
    const aliases = field.alias === undefined ? 0 : 1;
    const below = this.selectionSet(field.selectionSet);
    const depth = field.name.value.startsWith('__') ? 0 : below.depth + 1;
    return { depth, aliases: below.aliases + aliases, rootFields: 1 };
  }

  #fragment(name: string): OperationSize {
    const known = this.#measured.get(name);
    if (known !== undefined) return known;
    this.#measured.set(name, nothing);
    const size = this.selectionSet(this.#fragments.get(name)?.selectionSet);
    this.#measured.set(name, size);
    return size;
  }
}

function sum(left: OperationSize, right: OperationSize): OperationSize {
  return {
    depth: Math.max(left.depth, right.depth),
    aliases: left.aliases + right.aliases,
    rootFields: left.rootFields + right.rootFields,
  };
}
