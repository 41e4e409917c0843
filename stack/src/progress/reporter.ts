/** Reports progress to a person. */
export interface Reporter {
  /** Runs work as one step, and prints its title and duration. */
  readonly step: <T>(title: string, work: () => Promise<T>) => Promise<T>;
  /** Prints a remark about the current step, or about the running store. */
  readonly note: (text: string) => void;
}

/** Prints nothing; for tests. */
export const silentReporter: Reporter = {
  step: (_title, work) => work(),
  note: () => undefined,
};
