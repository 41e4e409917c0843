import type { Driver } from './load/driver.ts';
import type { BenchStore } from './store/open-bench-store.ts';
import type { Cost } from './store/cost.ts';

/** What rows measure with. */
export interface Bench {
  /** The store in production mode, started when the first row needs it. */
  readonly openStore: () => Promise<BenchStore>;
  readonly driver: Driver;
  /** How long a load is measured. */
  readonly seconds: number;
  /** How many checkouts are measured. */
  readonly checkouts: number;
  readonly warmUp: WarmUp;
}

/** How much is asked before anything is measured, at least. */
export interface WarmUp {
  readonly seconds: number;
  readonly checkouts: number;
}

/** What a row came to. */
export interface Finding {
  /** The figures, with their units. */
  readonly measured: string;
  /** The same done by something that does nothing else, in the same run, and the ratio. */
  readonly against: string;
  /** Of one request. */
  readonly cost?: Cost;
  /** Undefined where the row has no bar. */
  readonly isWithinBar?: boolean;
  /** Why requests failed: with one of these the figures mean nothing. */
  readonly failures?: readonly string[];
}

/** One line of the table. */
export interface Row {
  /** What `--only` names it by. */
  readonly name: string;
  /** What is done. */
  readonly what: string;
  /** What must hold. */
  readonly bar: string;
  /** What is aimed at. */
  readonly goal: string;
  /** Runs only when it is named: it takes long. */
  readonly isOnlyByName?: boolean;
  readonly run: (bench: Bench) => Promise<Finding>;
}
