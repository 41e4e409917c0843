import { decidingVariables } from '@cartwright/graph';
import type { SelectionNode } from 'graphql';
import { isSelected, type VariableValues } from '../input/read-arguments.ts';
import { fragmentsOf } from '../limits/document-size.ts';
import { compileObject } from './compile-shape.ts';
import type { PlannedOperation } from './plan-executor.ts';
import type { Write } from './writing.ts';

/** Of one operation; a client that sends more combinations of its conditions has them compiled again. */
const maxShapes = 64;

/** What of an operation is the same for every request. */
type ShapedOperation = Pick<PlannedOperation, 'supergraph' | 'names' | 'operation'>;

/** The shapes of an operation's answer: one for each combination of values that its conditions have been given. */
export class OperationShapes {
  readonly #operation: ShapedOperation;
  readonly #conditions: readonly string[];
  readonly #byConditions = new Map<string, Write>();

  constructor({ supergraph, names, operation }: ShapedOperation) {
    this.#operation = { supergraph, names, operation };
    this.#conditions = decidingVariables(names.document);
  }

  /** How the answer is written when the variables have these values. */
  shapeFor(variables: VariableValues): Write {
    const key = this.#conditions.map((name) => String(variables[name])).join();
    const known = this.#byConditions.get(key);
    if (known !== undefined) return known;
    if (this.#byConditions.size === maxShapes) this.#byConditions.clear();
    const shape = this.#compile(Object.fromEntries(this.#conditions.map((name) => [name, variables[name]])));
    this.#byConditions.set(key, shape);
    return shape;
  }

  #compile(conditions: VariableValues): Write {
    const { supergraph, names, operation } = this.#operation;
    const { schema } = supergraph;
    const root = schema.getRootType(operation.operation);
    if (root == null) throw new Error(`The schema has no ${operation.operation}.`);
    const { document, originals } = names;
    const fragments = fragmentsOf(document);
    return compileObject(root, [operation.selectionSet], {
      schema,
      fragments,
      fragmentNamed: (name) => fragments.get(name),
      isIncluded: (selection: SelectionNode) => isSelected(selection, conditions),
      operation,
      originals,
    });
  }
}
