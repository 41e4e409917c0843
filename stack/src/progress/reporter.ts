/** Tells a person what is being done. */
export interface Reporter {
  /** Does the work as one visible step, with its duration at the end. */
  readonly step: <T>(title: string, work: () => Promise<T>) => Promise<T>;
  /** Says something about the step that is under way, or about the running store. */
  readonly note: (text: string) => void;
}

/** Says nothing, for tests. */
export const silentReporter: Reporter = {
  step: (_title, work) => work(),
  note: () => undefined,
};
