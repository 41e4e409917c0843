import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  GraphQLError,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { isSelected, readArguments } from '../input/read-arguments.ts';
import type { Fragments } from './document-size.ts';
import { inputItems, namedIds, pageSizes } from './page-size.ts';

/** How many objects a list is assumed to hold when neither an argument nor the schema says. */
const assumedListSize = 5;
const connectionFields = new Set(['nodes', 'edges']);
/** What every query may ask of the schema itself. */
const introspectionFields = new Map(
  [SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]),
);

/** An operation with its coerced variables. */
export interface CostedOperation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
  /** How many items the lists without a page size are assumed to hold, by `Type.field`. */
  readonly listSizes: ReadonlyMap<string, number>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What an operation may cost, and the page sizes it asks for. */
export interface CostEstimate {
  /** Objects in the largest answer, plus one for each item of a list in the input. Leaves are free. */
  readonly cost: number;
  /** Values in what is asked of the schema itself: none of them costs a subgraph anything, and each is written out. */
  readonly introspection: number;
  readonly largestPage: number;
  /** Arguments and conditions that cannot be read: with any of them the operation must not run. */
  readonly errors: readonly GraphQLError[];
}

/**
 * Estimates the work of an operation from its page sizes: a connection holds `first` or `last` nodes, a list of objects that are
 * named by `ids` as many as those, any other list what the schema says, else five. Variables count with their values, and what they leave out does not count.
 */
export function estimateCost(costed: CostedOperation): CostEstimate {
  const { schema, operation } = costed;
  const root = schema.getRootType(operation.operation);
  const estimator = new Estimator(costed);
  const cost = root ? estimator.selectionSet(operation.selectionSet, root, undefined) : 0;
  const { introspection, largestPage, errors } = estimator;
  return { cost, introspection, largestPage, errors };
}

class Estimator {
  introspection = 0;
  largestPage = 0;
  readonly errors: GraphQLError[] = [];
  readonly #costed: CostedOperation;
  /** Costs of fragments by name and the page size of the connection that they are spread in. */
  readonly #fragmentCosts = new Map<string, number>();

  constructor(costed: CostedOperation) {
    this.#costed = costed;
  }

  /** `pageSize` is that of the connection whose fields these are. */
  selectionSet(
    set: SelectionSetNode | undefined,
    parent: GraphQLNamedType,
    pageSize: number | undefined,
  ): number {
    const selections = set?.selections ?? [];
    return selections.reduce((total, selection) => total + this.#selection(selection, parent, pageSize), 0);
  }

  #selection(selection: SelectionNode, parent: GraphQLNamedType, pageSize: number | undefined): number {
    if (!this.#read(() => isSelected(selection, this.#costed.variables), false)) return 0;
    switch (selection.kind) {
      case Kind.FIELD:
        return this.#field(selection, parent, pageSize);
      case Kind.INLINE_FRAGMENT:
        return this.selectionSet(
          selection.selectionSet,
          this.#type(selection.typeCondition?.name.value) ?? parent,
          pageSize,
        );
      case Kind.FRAGMENT_SPREAD:
        return this.#fragment(selection.name.value, pageSize);
    }
  }

  #field(node: FieldNode, parent: GraphQLNamedType, pageSize: number | undefined): number {
    const ofSchema = introspectionFields.get(node.name.value);
    if (ofSchema !== undefined) {
      this.introspection += this.#values(node, ofSchema, { assumed: assumedListSize });
      return 0;
    }
    const field = fieldOf(parent, node.name.value);
    if (field === undefined) return 0;
    const assumed = this.#costed.listSizes.get(`${parent.name}.${field.name}`) ?? assumedListSize;
    const page = connectionFields.has(field.name) ? pageSize : undefined;
    return (
      this.#values(node, field, { assumed: page ?? assumed, pageSize }) +
      (isIntrospectionType(parent) ? 1 : 0)
    );
  }

  /**
   * `assumed` is how many items the field has if it is a list, unless an argument says how many. What is no list passes on the
   * page size that was asked for above it: a search takes it, and the connection of its result has as many.
   */
  #values(
    node: FieldNode,
    field: GraphQLField<unknown, unknown>,
    { assumed, pageSize }: { readonly assumed: number; readonly pageSize?: number | undefined },
  ): number {
    const values = this.#read(() => readArguments(field, node, this.#costed.variables), {});
    const asked = this.#askedPage(values);
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return inputItems(values);
    const size = isList(field.type) ? (asked ?? namedIds(values) ?? assumed) : 1;
    const passedOn = asked ?? (isList(field.type) ? undefined : pageSize);
    const each = 1 + this.selectionSet(node.selectionSet, type, passedOn);
    return inputItems(values) + size * each;
  }

  #askedPage(values: Record<string, unknown>): number | undefined {
    const sizes = pageSizes(values);
    if (sizes.length === 0) return undefined;
    const largest = Math.max(0, ...sizes);
    this.largestPage = Math.max(this.largestPage, largest);
    return largest;
  }

  /** What `read` returns; where it finds the client's input wrong, that is noted. */
  #read<Value>(read: () => Value, otherwise: Value): Value {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      this.errors.push(error);
      return otherwise;
    }
  }

  #fragment(name: string, pageSize: number | undefined): number {
    const fragment = this.#costed.fragments.get(name);
    const type = this.#type(fragment?.typeCondition.name.value);
    if (fragment === undefined || type === undefined) return 0;
    const key = `${name}:${pageSize ?? ''}`;
    const cost = this.#fragmentCosts.get(key) ?? this.selectionSet(fragment.selectionSet, type, pageSize);
    this.#fragmentCosts.set(key, cost);
    return cost;
  }

  #type(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : this.#costed.schema.getType(name);
  }
}

function fieldOf(parent: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

function isList(type: GraphQLOutputType): boolean {
  return isNonNullType(type) ? isList(type.ofType) : isListType(type);
}
