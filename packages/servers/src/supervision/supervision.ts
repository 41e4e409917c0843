/** What to do when a process ends unexpectedly. */
export interface Supervision {
  readonly restartCrashed: boolean;
  /** Called with one sentence about each crash and each restart. */
  readonly report: (sentence: string) => void;
}

/** The sentence for a crash: what ended, how, and when it starts again. */
export function crashSentence(crash: {
  readonly name: string;
  readonly ending: string;
  readonly backoffMs: number;
  readonly logFile: string | undefined;
}): string {
  const { name, ending, backoffMs, logFile } = crash;
  const log = logFile === undefined ? '' : ` Its log: ${logFile}`;
  return `${name} ended by itself (${ending}); it starts again in ${backoffMs / 1000} s.${log}`;
}
