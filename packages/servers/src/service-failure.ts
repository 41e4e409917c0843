import { existsSync, readFileSync } from 'node:fs';

/** A failed step, with the log that explains it and advice on what to do. */
export class ServiceFailure extends Error {
  override readonly name = 'ServiceFailure';
  readonly logFile: string | undefined;
  readonly advice: string | undefined;

  constructor(message: string, options: { logFile?: string; advice?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.logFile = options.logFile;
    this.advice = options.advice;
  }
}

/** The last lines of a log file; empty when there is none. */
export function logTail(logFile: string, lines = 40): string {
  if (!existsSync(logFile)) return '';
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}
