import {
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** A document's size as far as its text alone shows it, fragments expanded. */
export interface DocumentSize {
  /** Nesting of fields. */
  readonly depth: number;
  readonly aliases: number;
  /** Fields, inline fragments and spreads, each as often as it comes up. */
  readonly selections: number;
  /** The same in what is asked of the schema itself. */
  readonly introspection: number;
  readonly rootMutations: number;
}

/** Fragments by name. */
export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/**
 * Measures a parsed document, valid or not, in time that grows with its text alone: each fragment is measured once,
 * however often it is spread. Selections of all operations are added up, also those of fragments that none of them spreads,
 * because validation looks at all; the rest is that of the largest operation. Introspection adds no depth: graphql-js has
 * a rule for it.
 */
export function documentSize(document: DocumentNode): DocumentSize {
  const measure = new Measure(fragmentsOf(document));
  const operations = document.definitions
    .filter((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => sizeOfOperation(operation, measure.selectionSet(operation.selectionSet)));
  const unused = measure.unused();
  return {
    depth: Math.max(0, ...operations.map(({ depth }) => depth)),
    aliases: Math.max(0, ...operations.map(({ aliases }) => aliases)),
    selections: total([...operations, ...unused].map(({ selections }) => selections)),
    introspection: total([...operations, ...unused].map(({ introspection }) => introspection)),
    rootMutations: Math.max(0, ...operations.map(({ rootMutations }) => rootMutations)),
  };
}

/** The fragments of a document; of two with one name the last. */
export function fragmentsOf({ definitions }: DocumentNode): Fragments {
  const fragments = definitions.filter(
    (one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION,
  );
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

interface Size {
  readonly depth: number;
  readonly aliases: number;
  readonly selections: number;
  readonly introspection: number;
  readonly rootFields: number;
}

const nothing: Size = { depth: 0, aliases: 0, selections: 0, introspection: 0, rootFields: 0 };
/** Counts stop here: fragments that double with each level would go beyond what a number holds. */
const countless = 1_000_000;

class Measure {
  readonly #fragments: Fragments;
  readonly #measured = new Map<string, Size>();

  constructor(fragments: Fragments) {
    this.#fragments = fragments;
  }

  selectionSet(set: SelectionSetNode | undefined): Size {
    return (set?.selections ?? []).map((selection) => this.#selection(selection)).reduce(sum, nothing);
  }

  /** The sizes of the fragments that nothing measured so far has spread. */
  unused(): Size[] {
    return [...this.#fragments.keys()].flatMap((name) =>
      this.#measured.has(name) ? [] : [this.#fragment(name)],
    );
  }

  #selection(selection: SelectionNode): Size {
    switch (selection.kind) {
      case Kind.FIELD:
        return this.#field(selection);
      case Kind.INLINE_FRAGMENT:
        return withOneMore(this.selectionSet(selection.selectionSet));
      case Kind.FRAGMENT_SPREAD:
        return withOneMore(this.#fragment(selection.name.value));
    }
  }

  #field(field: FieldNode): Size {
    const below = this.selectionSet(field.selectionSet);
    const own = field.alias === undefined ? 0 : 1;
    const size = { ...below, aliases: below.aliases + own, rootFields: 1 };
    if (!field.name.value.startsWith('__')) {
      return { ...size, depth: below.depth + 1, selections: below.selections + 1 };
    }
    const introspection = below.introspection + below.selections + 1;
    return { ...size, depth: 0, selections: 0, introspection };
  }

  #fragment(name: string): Size {
    const known = this.#measured.get(name);
    if (known !== undefined) return known;
    this.#measured.set(name, nothing);
    const size = this.selectionSet(this.#fragments.get(name)?.selectionSet);
    this.#measured.set(name, size);
    return size;
  }
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function withOneMore(size: Size): Size {
  return { ...size, selections: size.selections + 1 };
}

function sum(left: Size, right: Size): Size {
  return {
    depth: Math.max(left.depth, right.depth),
    aliases: Math.min(countless, left.aliases + right.aliases),
    selections: Math.min(countless, left.selections + right.selections),
    introspection: Math.min(countless, left.introspection + right.introspection),
    rootFields: Math.min(countless, left.rootFields + right.rootFields),
  };
}

function sizeOfOperation({ operation }: OperationDefinitionNode, size: Size): DocumentSize {
  const { rootFields, ...rest } = size;
  return { ...rest, rootMutations: operation === OperationTypeNode.MUTATION ? rootFields : 0 };
}
