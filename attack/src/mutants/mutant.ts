import type { Mutation } from '@cartwright/mutations';
import type { Target } from '../target/target.ts';

/** A guard in production's code that is switched off, where, and by which attack that must be noticed. */
export interface CodeMutant extends Mutation {
  /** The processes that run with it; none where the attack starts one itself. */
  readonly parts: readonly string[];
  /** The names of attacks of which one at least must then succeed. */
  readonly noticedBy: readonly string[];
  /** Guards behind it in the same processes, which are off as well: with them nothing comes of it. */
  readonly behind?: readonly Mutation[];
  /** The same of a server's. @returns what switches it on again */
  readonly alsoSwitchOff?: SettingMutant['switchOff'];
}

/** A guard that a server or the file system keeps. */
export interface SettingMutant {
  readonly name: string;
  /** @returns what switches it on again */
  readonly switchOff: (target: Target) => Promise<() => Promise<void>>;
  readonly noticedBy: readonly string[];
}

/** The faults that a process runs with for a guard. */
export function faultsOf(mutant: CodeMutant): readonly Mutation[] {
  return [mutant, ...(mutant.behind ?? [])];
}

/** A guard, and what notices that it is gone. */
export type Mutant = CodeMutant | SettingMutant;
