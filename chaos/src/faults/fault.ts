import type { ChaosStore } from '../store/chaos-store.ts';
import type { Random } from '@cartwright/random';

/** Something that is broken and then repaired. */
export interface Fault {
  /** What exactly: `orders-2 dies at after-commit@inventory.reserve.v1`. */
  readonly what: string;
  /** The parts that it affects; faults that are active at the same time share no part. */
  readonly parts: readonly string[];
  begin(): Promise<void>;
  /** Repairs it; resolves when a process that was killed is ready again. */
  heal(): Promise<void>;
}

/** What a fault is created with. */
export interface FaultContext {
  readonly chaos: ChaosStore;
  readonly random: Random;
  /** Called with the text that identifies a message which must be parked. */
  readonly poisoned: (part: string) => void;
}

/** One kind of fault. */
export interface FaultKind {
  readonly name: string;
  /** Whether checkout must work as usual during the fault. */
  readonly sparesCheckout?: boolean;
  /** Whether this machine can cause it; by default it can. */
  isPossible?(chaos: ChaosStore): boolean;
  create(context: FaultContext): Fault;
}
