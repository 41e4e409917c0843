/** What happens when something ends that nobody has asked to end. */
export interface Supervision {
  readonly restartCrashed: boolean;
  /** Hears what became of it, in a sentence. */
  readonly report: (sentence: string) => void;
}

/** Says that something has ended, and when it comes back. */
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
