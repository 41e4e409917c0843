import { pino, type DestinationStream, type Logger } from 'pino';
import { openLogDestination } from './log-destination.ts';
import { redactFields } from './redact-fields.ts';
import { redactLine } from './redact-line.ts';

/** How a process logs. */
export interface LoggerOptions {
  readonly name: string;
  readonly level: string;
  /** Where the lines go; standard output by default. */
  readonly destination?: DestinationStream;
}

/**
 * A JSON logger that writes neither secrets nor what says who a person is: fields with such names are redacted at any depth,
 * in errors too, and so is what looks like an e-mail address, a phone number, a card number or a token in any text.
 */
export function createLogger({ name, level, destination = openLogDestination() }: LoggerOptions): Logger {
  return pino(
    { name, level, formatters: { log: redactFields } },
    { write: (line) => destination.write(redactLine(line)) },
  );
}

export type { Logger } from 'pino';
