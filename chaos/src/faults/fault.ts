import type { ChaosStore } from '../store/chaos-store.ts';
import type { Random } from '../random.ts';

/** Something that is broken and mended again. */
export interface Fault {
  /** What exactly: `orders-2 dies at after-commit@inventory.reserve.v1`. */
  readonly what: string;
  /** What it takes hold of: of faults at the same time no two may have the same part. */
  readonly parts: readonly string[];
  begin(): Promise<void>;
  /** Mends it; a process that was killed is ready again when it settles. */
  heal(): Promise<void>;
}

/** What a fault is made with. */
export interface FaultContext {
  readonly chaos: ChaosStore;
  readonly random: Random;
  /** Hears by what a message that must be parked is known. */
  readonly poisoned: (part: string) => void;
}

/** One kind of fault. */
export interface FaultKind {
  readonly name: string;
  /** Whether checkout must not notice. */
  readonly sparesCheckout?: boolean;
  /** Whether it can happen to this store on this machine; it can, unless told. */
  isPossible?(chaos: ChaosStore): boolean;
  create(context: FaultContext): Fault;
}
