import type { Answer } from '../execution/answer.ts';
import type { PlannedOperation } from '../execution/plan-executor.ts';
import type { SubgraphResponse } from '../transport/subgraph-transport.ts';

type Execution = Pick<PlannedOperation, 'plan' | 'names'> & { readonly variablesJson: string };
type Given = Execution & { readonly answer: Promise<Answer> };

/**
 * The answers that an event has been made into: one for all who share the event and select the same of it. Who shares an
 * event has the same identity, see `SharedUpstreams`. They are kept for as long as a subscriber has yet to read the event.
 */
export class SharedAnswers {
  readonly #given = new WeakMap<SubgraphResponse, Given[]>();

  /** The answer to an event, made by `execute` unless it has been already. */
  of(event: SubgraphResponse, execution: Execution, execute: () => Promise<Answer>): Promise<Answer> {
    const given = this.#given.get(event) ?? [];
    const known = given.find((one) => isSame(one, execution));
    if (known !== undefined) return known.answer;
    const answer = execute();
    this.#given.set(event, [...given, { ...execution, answer }]);
    return answer;
  }
}

function isSame(one: Execution, other: Execution): boolean {
  return one.plan === other.plan && one.names === other.names && one.variablesJson === other.variablesJson;
}
