/** Reports progress to a person. */
export interface Reporter {
  /** Runs work as one step, and prints its title and duration, and meanwhile how far the work tells that it is. */
  readonly step: <T>(title: string, work: (tell: TellProgress) => Promise<T>) => Promise<T>;
  /** Prints a remark about the current step, or about the running store. */
  readonly note: (text: string) => void;
}

/** Shows how far a step is: done parts of all, of each of the things that it is made of. */
export type TellProgress = (part: string, done: number, of: number) => void;

/** Prints nothing; for tests. */
export const silentReporter: Reporter = {
  step: (_title, work) => work(() => undefined),
  note: () => undefined,
};
