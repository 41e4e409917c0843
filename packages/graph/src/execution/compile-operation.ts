import {
  getVariableValues,
  GraphQLError,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { decidingVariables, type Variables } from './conditions.ts';
import { emptyAnswer, executeField, executeFields } from './execute-fields.ts';
import type { KeptTexts } from './kept-texts.ts';
import { partsOf, type OperationParts } from './operation-parts.ts';
import { failed, type Holder } from './place.ts';
import { Planner, type SelectionPlan } from './plan.ts';
import { Run } from './run.ts';

/** What an operation is executed with. */
export interface ExecutionInput {
  readonly rootValue?: unknown;
  readonly contextValue: unknown;
  /** As they came. */
  readonly variableValues: Readonly<Record<string, unknown>> | null | undefined;
  /** What is kept from one execution to the next. The data are for `writeAnswer` then, and for nobody else. */
  readonly texts?: KeptTexts | undefined;
}

/** An operation that can be executed again and again. */
export interface CompiledOperation {
  readonly type: OperationTypeNode;
  /** Executes it as graphql-js does; a subscription's event is the `rootValue`. Never rejects. */
  readonly execute: (input: ExecutionInput) => ExecutionResult | Promise<ExecutionResult>;
}

/** A client that varies its conditions at random must not fill the memory: each has two values, so few are many plans. */
const maxPlans = 64;

/**
 * Compiles an operation of a valid document: what does not depend on the request is worked out once, when it is first needed.
 * The answer is that of graphql-js's `execute`, except for which of several errors under one null is told.
 * @throws GraphQLError when the document has no such operation, or the schema none of its kind
 */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName?: string,
): CompiledOperation {
  const parts = partsOf(schema, document, operationName);
  const planFor = planner(parts);
  return { type: parts.operation.operation, execute: (input) => executeOperation(parts, planFor, input) };
}

type PlanFor = (variables: Variables) => SelectionPlan | GraphQLError;

/** Plans once for each combination of what decides; an error where a variable that should decide is null. */
function planner(parts: OperationParts): PlanFor {
  const deciding = decidingVariables(parts.document);
  const plans = new Map<string, SelectionPlan>();
  const rootType = rootTypeOf(parts);
  return (variables) => {
    const undecided = deciding.find((name) => typeof variables[name] !== 'boolean');
    if (undecided !== undefined) return mustDecide(parts, undecided);
    const key = deciding.map((name) => variables[name]).join();
    const plan = plans.get(key) ?? new Planner(parts, variables).root(rootType);
    if (!plans.has(key) && plans.size >= maxPlans) plans.clear();
    plans.set(key, plan);
    return plan;
  };
}

function rootTypeOf({ schema, operation }: OperationParts): GraphQLObjectType {
  const type = schema.getRootType(operation.operation);
  if (type != null) return type;
  const message = `Schema is not configured to execute ${operation.operation} operation.`;
  throw new GraphQLError(message, { nodes: operation });
}

/** Validation lets such a variable be null where it has a default. graphql-js fails field by field, we do nothing at all. */
function mustDecide({ operation }: OperationParts, name: string): GraphQLError {
  const nodes = (operation.variableDefinitions ?? []).filter(({ variable }) => variable.name.value === name);
  return new GraphQLError(`Variable "$${name}" decides what is included and must not be null.`, { nodes });
}

function executeOperation(
  parts: OperationParts,
  planFor: PlanFor,
  { rootValue, contextValue, variableValues, texts }: ExecutionInput,
): ExecutionResult | Promise<ExecutionResult> {
  const { schema, operation } = parts;
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {}, {
    maxErrors: 50,
  });
  if (coerced.errors !== undefined) return { errors: coerced.errors };
  const plan = planFor(coerced.coerced);
  if (plan instanceof GraphQLError) return { errors: [plan] };
  return runPlan(plan, new Run(parts, { rootValue, contextValue, variableValues: coerced.coerced, texts }));
}

function runPlan(plan: SelectionPlan, run: Run): ExecutionResult | Promise<ExecutionResult> {
  const object = { source: run.input.rootValue, place: undefined, answer: emptyAnswer(plan) };
  if (run.parts.operation.operation === OperationTypeNode.MUTATION) return runSerially(plan, run, object);
  executeFields(run, plan, object);
  return run.isSettled
    ? resultOf(run, object.answer)
    : run.settled().then(() => resultOf(run, object.answer));
}

interface Root {
  readonly source: unknown;
  readonly place: undefined;
  readonly answer: Holder;
}

/** Each field of a mutation is executed when all of the one before is done. */
async function runSerially({ fields }: SelectionPlan, run: Run, root: Root): Promise<ExecutionResult> {
  for (const field of fields) {
    const value = executeField(run, field, root);
    if (value !== failed) root.answer[field.name] = value;
    if (!run.isSettled) await run.settled();
    if (run.hasFailed) break;
  }
  return resultOf(run, root.answer);
}

function resultOf({ errors, hasFailed }: Run, answer: Holder): ExecutionResult {
  const data = hasFailed ? null : answer;
  return errors.length === 0 ? { data } : { errors, data };
}
