import { mutatedEnvironment } from '@cartwright/mutations';
import type { Target } from '../target/target.ts';
import { faultsOf, type CodeMutant, type Mutant } from './mutant.ts';

/** Switches guards off, one at a time, and restarts no process that need not be. */
export class Switchboard {
  readonly #target: Target;
  /** What runs with a fault. */
  readonly #mutated = new Set<string>();
  #undo: (() => Promise<void>) | undefined;

  constructor(target: Target) {
    this.#target = target;
  }

  /** Switches one guard off, and on again what was off. @returns the store without it */
  async switchOff(mutant: Mutant): Promise<Target> {
    await this.#undo?.();
    this.#undo = undefined;
    if ('parts' in mutant) return this.#mutate(mutant);
    await this.restore();
    this.#undo = await mutant.switchOff(this.#target);
    return this.#target;
  }

  /** Switches everything on. */
  async restore(): Promise<void> {
    await this.#undo?.();
    this.#undo = undefined;
    await this.#restart([...this.#mutated], {});
    this.#mutated.clear();
  }

  async #mutate(mutant: CodeMutant): Promise<Target> {
    const { parts } = mutant;
    const environment = mutatedEnvironment(faultsOf(mutant));
    const whole = [...this.#mutated].filter((part) => !parts.includes(part));
    for (const part of parts) this.#mutated.add(part);
    await Promise.all([this.#restart(whole, {}), this.#restart(parts, environment)]);
    for (const part of whole) this.#mutated.delete(part);
    this.#undo = await mutant.alsoSwitchOff?.(this.#target);
    return { ...this.#target, environment };
  }

  async #restart(parts: readonly string[], environment: Record<string, string>): Promise<void> {
    await Promise.all(parts.map((part) => this.#target.store.process(part).restart(environment)));
  }
}
