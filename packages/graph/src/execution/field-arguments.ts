import { getArgumentValues, Kind, visit, type ASTNode, type FieldNode, type GraphQLField } from 'graphql';
import type { Variables } from './conditions.ts';

type Values = Readonly<Record<string, unknown>>;

/** The arguments of a field as an operation gives them: the same for each object, and where no variable is among them for each execution. */
export class FieldArguments {
  readonly #definition: GraphQLField<unknown, unknown>;
  readonly #node: FieldNode;
  /** Whether they may differ from one execution to the next. */
  readonly haveVariables: boolean;
  #always: Values | undefined;

  constructor(definition: GraphQLField<unknown, unknown>, node: FieldNode) {
    this.#definition = definition;
    this.#node = node;
    this.haveVariables = (node.arguments ?? []).some(({ value }) => holdsVariable(value));
  }

  /** Their values; `known` are those of this execution, where a field has asked for them before. */
  valuesFor(variables: Variables, known: Map<FieldArguments, Values>): Values {
    if (!this.haveVariables) return (this.#always ??= Object.freeze(this.#read({})));
    const before = known.get(this);
    if (before !== undefined) return before;
    const values = this.#read(variables);
    known.set(this, values);
    return values;
  }

  #read(variables: Variables): Record<string, unknown> {
    return getArgumentValues(this.#definition, this.#node, variables);
  }
}

function holdsVariable(value: ASTNode): boolean {
  let holds = false;
  visit(value, {
    [Kind.VARIABLE]: () => {
      holds = true;
    },
  });
  return holds;
}
