import { createRequire } from 'node:module';
import {
  getOperationAST,
  isAbstractType,
  Kind,
  OperationTypeNode,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FloatValueNode,
  type GraphQLSchema,
  type IntValueNode,
  type StringValueNode,
} from 'graphql';
import type { PlanOperation } from './operation-planner.ts';
import { isPlainSupergraph } from './plain-supergraph.ts';
import { translatedPlan, type ForeignPlan } from './translated-plan.ts';

/** What is used of `@graphql-hive/router-query-planner`. */
interface RustPlannerModule {
  readonly QueryPlanner: new (supergraphSdl: string) => {
    plan(
      query: string,
      operationName: string | null,
      activeLabels: ReadonlySet<string>,
      percentage: number,
    ): ForeignPlan;
  };
}

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
const noLabels: ReadonlySet<string> = new Set();

/**
 * Plans by The Guild's planner, which is several times as fast, where its binary is there. What it cannot plan, and what of its plans has no
 * form among those that are compiled here, is left to Apollo's; so are subscriptions, whose plans have another form.
 *
 * @returns undefined where there is no binary for this machine, and for supergraphs that it refuses or on which both are not known
 * to agree
 */
export function rustPlanner(sdl: string, schema: GraphQLSchema): PlanOperation | undefined {
  const planner = isPlainSupergraph(parse(sdl, { noLocation: true })) ? made(sdl) : undefined;
  if (planner === undefined) return undefined;
  const plan = planner.plan.bind(planner);
  return ({ document, operationName }) => {
    if (getOperationAST(document, operationName)?.operation === OperationTypeNode.SUBSCRIPTION)
      return undefined;
    const named = withTypenames(document, schema);
    if (named === undefined) return undefined;
    const text = print(named);
    try {
      return translatedPlan(plan(text, operationName ?? null, noLabels, 0));
    } catch {
      return undefined; // Apollo's says whether there is a plan
    }
  };
}

function made(sdl: string): InstanceType<RustPlannerModule['QueryPlanner']> | undefined {
  const planner = load()?.QueryPlanner;
  try {
    return planner && new planner(sdl);
  } catch {
    return undefined; // Apollo's says whether it is a supergraph
  }
}

/**
 * What is abstract is written by the name of its type, for which this planner asks only if the client does under that name.
 * Undefined for a document with the name of a root type, for which it would ask a subgraph, and for one with a literal that it
 * would write as another.
 */
function withTypenames(document: DocumentNode, schema: GraphQLSchema): DocumentNode | undefined {
  const types = new TypeInfo(schema);
  const roots = new Set<unknown>([schema.getQueryType(), schema.getMutationType()]);
  const left: ASTNode[] = [];
  const leaveMiswritten = (literal: Literal): void => {
    if (isMiswritten(literal)) left.push(literal);
  };
  const named = visit(
    document,
    visitWithTypeInfo(types, {
      Field: (field) => {
        if (field.name.value === '__typename' && roots.has(types.getParentType())) left.push(field);
      },
      IntValue: leaveMiswritten,
      FloatValue: leaveMiswritten,
      StringValue: leaveMiswritten,
      SelectionSet: {
        leave: (set) =>
          isAbstractType(types.getParentType())
            ? { ...set, selections: [typename, ...set.selections] }
            : undefined,
      },
    }),
  );
  return left.length > 0 ? undefined : named;
}

type Literal = IntValueNode | FloatValueNode | StringValueNode;

/** It writes a backspace as U+0010, and numbers as a double has them: `inf`, or fewer digits than a decimal may have. */
function isMiswritten({ kind, value }: Literal): boolean {
  return kind === Kind.STRING ? value.includes('\b') : String(Number(value)) !== value;
}

let loaded: RustPlannerModule | undefined | null = null;

function load(): RustPlannerModule | undefined {
  if (loaded !== null) return loaded;
  try {
    loaded = createRequire(import.meta.url)('@graphql-hive/router-query-planner') as RustPlannerModule;
  } catch {
    loaded = undefined; // not on this kind of machine
  }
  return loaded;
}
