import { pino, type DestinationStream, type Logger } from 'pino';
import { openLogDestination } from './log-destination.ts';

const secretNames = [
  'authorization',
  'cookie',
  'password',
  'newPassword',
  'token',
  'accessToken',
  'refreshToken',
  'secret',
  'signature',
];
const redactedPaths = [
  ...secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  'headers["simulator-signature"]',
  '*.headers["simulator-signature"]',
];

/** How a process logs. */
export interface LoggerOptions {
  readonly name: string;
  readonly level: string;
  /** Where the lines go; standard output by default. */
  readonly destination?: DestinationStream;
}

/** A JSON logger that never writes authorization headers, tokens or passwords. */
export function createLogger({ name, level, destination }: LoggerOptions): Logger {
  const options = { name, level, redact: { paths: redactedPaths, censor: '[redacted]' } };
  return pino(options, destination ?? openLogDestination());
}

export type { Logger } from 'pino';
