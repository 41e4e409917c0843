import {
  defaultFieldResolver,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import { collectFields, type Collecting } from './collect-fields.ts';
import { isIncluded, type Variables } from './conditions.ts';
import { FieldArguments } from './field-arguments.ts';
import type { OperationParts } from './operation-parts.ts';
import { leafWriter, type WriteLeaf } from './write-leaf.ts';

type Resolve = GraphQLFieldResolver<unknown, unknown>;

/** A field of a selection, with all that does not change from one object to the next. */
export interface FieldPlan {
  /** In the answer. */
  readonly name: string;
  readonly fieldName: string;
  readonly nodes: FieldNode[];
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  /** Undefined where the property of that name is read. */
  readonly resolve: Resolve | undefined;
  readonly value: ValuePlan;
  /** Undefined for a field that takes none. */
  readonly args: FieldArguments | undefined;
}

/** What is selected of the objects of a type. */
export interface SelectionPlan {
  readonly type: GraphQLObjectType;
  readonly fields: readonly FieldPlan[];
  /** Whether a field is called as the property is that objects have their prototype at. */
  readonly hasPrototypeName: boolean;
}

interface OfField {
  readonly field: FieldPlan;
  readonly isNullable: boolean;
}

/** How a resolved value becomes one of the answer. */
export type ValuePlan = OfField &
  (
    | { readonly kind: 'leaf'; readonly write: WriteLeaf }
    | { readonly kind: 'list'; readonly item: ValuePlan }
    | { readonly kind: 'object'; readonly type: GraphQLObjectType; readonly selection: () => SelectionPlan }
    | {
        readonly kind: 'abstract';
        readonly type: GraphQLAbstractType;
        readonly selectionOf: (type: GraphQLObjectType) => SelectionPlan;
      }
  );

/** Plans an operation for certain values of the variables that decide what is included. */
export class Planner {
  readonly #parts: OperationParts;
  readonly #collecting: Collecting;

  constructor(parts: OperationParts, variables: Variables) {
    this.#parts = parts;
    this.#collecting = {
      schema: parts.schema,
      fragmentNamed: (name) => parts.fragments[name],
      isIncluded: (selection) => isIncluded(selection, variables),
    };
  }

  /** The plan of the operation's own fields. */
  root(type: GraphQLObjectType): SelectionPlan {
    return this.#selection(type, [this.#parts.operation]);
  }

  #selection(type: GraphQLObjectType, nodes: readonly Pick<FieldNode, 'selectionSet'>[]): SelectionPlan {
    const selectionSets = nodes.map(({ selectionSet }) => selectionSet);
    const collected = collectFields(selectionSets, type, this.#collecting);
    const fields = [...collected].flatMap(([name, same]) => this.#field(type, name, same) ?? []);
    return { type, fields, hasPrototypeName: collected.has('__proto__') };
  }

  #field(parentType: GraphQLObjectType, name: string, nodes: FieldNode[]): FieldPlan | undefined {
    const [node] = nodes;
    const fieldName = node?.name.value ?? name;
    const definition = this.#definition(parentType, fieldName);
    if (node === undefined || definition === undefined) return undefined;
    const { resolve, args, type } = definition;
    const field: Omit<FieldPlan, 'value'> = {
      name,
      fieldName,
      nodes,
      parentType,
      definition,
      resolve: resolve === defaultFieldResolver ? undefined : resolve,
      args: args.length === 0 ? undefined : new FieldArguments(definition, node),
    };
    // The plan of the value knows its field.
    return Object.assign(field, { value: this.#value(type, field as FieldPlan) });
  }

  #definition(type: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> | undefined {
    if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
    const isQuery = type === this.#parts.schema.getQueryType();
    if (isQuery && name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (isQuery && name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    return type.getFields()[name];
  }

  #value(type: GraphQLOutputType, field: FieldPlan, isNullable = true): ValuePlan {
    const of = { field, isNullable };
    if (isNonNullType(type)) return this.#value(type.ofType, field, false);
    if (isListType(type)) return { ...of, kind: 'list', item: this.#value(type.ofType, field) };
    if (isLeafType(type)) return { ...of, kind: 'leaf', write: leafWriter(type) };
    const selectionOf = remembered((runtime) => this.#selection(runtime, field.nodes));
    if (isAbstractType(type)) return { ...of, kind: 'abstract', type, selectionOf };
    if (isObjectType(type)) return { ...of, kind: 'object', type, selection: () => selectionOf(type) };
    throw new TypeError(`${String(type)} is no type of a field`);
  }
}

/** Planned when the first object of a type comes: most types of an abstract one never do. */
function remembered(
  plan: (type: GraphQLObjectType) => SelectionPlan,
): (type: GraphQLObjectType) => SelectionPlan {
  const plans = new Map<GraphQLObjectType, SelectionPlan>();
  return (type) => {
    const known = plans.get(type) ?? plan(type);
    plans.set(type, known);
    return known;
  };
}
