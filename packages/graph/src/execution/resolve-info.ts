import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLResolveInfo,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import type { FieldPlan } from './plan.ts';
import type { Place } from './place.ts';
import type { Run } from './run.ts';

type Path = GraphQLResolveInfo['path'];

/** What a resolver may look at; worked out where it does, since few do. */
export class ResolveInfo implements GraphQLResolveInfo {
  readonly #run: Run;
  readonly #field: FieldPlan;
  readonly #above: Place | undefined;

  constructor(run: Run, field: FieldPlan, above: Place | undefined) {
    this.#run = run;
    this.#field = field;
    this.#above = above;
  }

  get fieldName(): string {
    return this.#field.fieldName;
  }

  get fieldNodes(): FieldNode[] {
    return this.#field.nodes;
  }

  get returnType(): GraphQLOutputType {
    return this.#field.definition.type;
  }

  get parentType(): GraphQLObjectType {
    return this.#field.parentType;
  }

  get path(): Path {
    const { name, parentType } = this.#field;
    return { prev: pathTo(this.#above), key: name, typename: parentType.name };
  }

  get schema(): GraphQLSchema {
    return this.#run.parts.schema;
  }

  get fragments(): Record<string, FragmentDefinitionNode> {
    return this.#run.parts.fragments;
  }

  get rootValue(): unknown {
    return this.#run.input.rootValue;
  }

  get operation(): OperationDefinitionNode {
    return this.#run.parts.operation;
  }

  get variableValues(): Record<string, unknown> {
    return this.#run.input.variableValues;
  }
}

function pathTo(place: Place | undefined): Path | undefined {
  if (place === undefined) return undefined;
  const typename = typeof place.key === 'number' ? undefined : place.field.parentType.name;
  return { prev: pathTo(place.above), key: place.key, typename };
}
