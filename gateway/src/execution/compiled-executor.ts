import type { QueryPlan } from '@apollo/query-planner';
import { readVariables } from '../input/read-variables.ts';
import type { VariableValues } from '../input/read-arguments.ts';
import type { Answer } from './answer.ts';
import { compilePlan, type CompiledPlan } from './compile-plan.ts';
import { errorsOf } from './explain-nulls.ts';
import { OperationShapes } from './operation-shapes.ts';
import type { FetchSubgraph, PlanExecutor, PlannedOperation } from './plan-executor.ts';
import type { PlanRun } from './plan-run.ts';
import type { Writing } from './writing.ts';

interface CompiledOperation {
  readonly fetch: CompiledPlan;
  readonly shapes: OperationShapes;
}

/**
 * Compiles each plan once, with the shape of its answer, and keeps both for as long as the plan is kept. To execute it is to
 * fetch, to merge, and to write the answer as JSON in one walk, with the nulls that the specification demands (6.4.4).
 */
export class CompiledExecutor implements PlanExecutor {
  readonly #compiled = new WeakMap<QueryPlan, CompiledOperation>();

  async execute(
    operation: PlannedOperation,
    subgraphs: Readonly<Record<string, FetchSubgraph>>,
  ): Promise<Answer> {
    const { fetch, shapes } = this.#compile(operation);
    const coerced = coercedVariables(operation);
    const run: PlanRun = {
      operation,
      subgraphs,
      coerced,
      data: {},
      isPlain: true,
      errors: [],
      absent: [],
      asked: new Map(),
    };
    await fetch(run);
    return write(run, shapes);
  }

  #compile(operation: PlannedOperation): CompiledOperation {
    const { plan, supergraph } = operation;
    const known = this.#compiled.get(plan);
    if (known !== undefined) return known;
    const compiled = {
      fetch: compilePlan(plan, supergraph.supergraphSchema),
      shapes: new OperationShapes(operation),
    };
    this.#compiled.set(plan, compiled);
    return compiled;
  }
}

function coercedVariables({ supergraph, operation, variables }: PlannedOperation): VariableValues {
  const read = readVariables({ schema: supergraph.schema, operation, variables });
  return read.kind === 'valid' ? read.values : {};
}

function write(run: PlanRun, shapes: OperationShapes): Answer {
  const { operation, absent, errors } = run;
  const writing: Writing = {
    variables: operation.variables,
    isPlain: run.isPlain,
    path: [],
    faults: [],
    fields: absent.length === 0 ? undefined : new Map(),
  };
  const json = shapes.shapeFor(run.coerced)(run.data, writing) ?? 'null';
  if (errors.length === 0 && writing.faults.length === 0) return { data: json, errors: [] };
  const { originals } = operation.names;
  return {
    data: json,
    errors: errorsOf({ json, writing, run, expected: operation.supergraph.expectedReferences, originals }),
  };
}
