import { flushCompileCache } from 'node:module';
import type { Logger } from './logging/logger.ts';

/** Something that runs until it is closed. */
export interface Running {
  readonly close: () => Promise<void>;
}

/** What `runProcess` needs. */
export interface ProcessOptions {
  readonly name: string;
  readonly logger: Logger;
  /** Builds everything and listens; the result is closed on SIGINT and SIGTERM. */
  readonly start: () => Promise<Running>;
  /** How long closing may take before the process exits anyway; 10 s by default. */
  readonly drainTimeoutMs?: number;
}

/**
 * Runs a service as a process: starts it, closes it on SIGINT or SIGTERM and exits with 0.
 * Exits with 1 when the start fails, when closing fails or takes too long, and on a second signal.
 */
export async function runProcess(options: ProcessOptions): Promise<void> {
  const { name, logger, start, drainTimeoutMs = 10_000 } = options;
  process.umask(0o077); // what a service writes is for its own account
  const stopping = nextSignal();
  process.once('uncaughtException', (error) => exitFailed(logger, `${name} failed`, error));
  try {
    const running = await start().catch((error: unknown) =>
      exitFailed(logger, `${name} could not start`, error),
    );
    flushCompileCache(); // Node writes it at exit, which a killed process never reaches
    const signal = await stopping;
    logger.info({ signal }, `${name} is stopping`);
    void nextSignal().then(() => process.exit(1));
    await closeWithin(running, drainTimeoutMs);
  } catch (error) {
    exitFailed(logger, `${name} did not stop cleanly`, error);
  }
  logger.info(`${name} has stopped`);
  process.exit(0);
}

function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}

async function closeWithin(running: Running, timeoutMs: number): Promise<void> {
  const { promise: timeout, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`not drained within ${timeoutMs} ms`)), timeoutMs);
  await Promise.race([running.close(), timeout]).finally(() => clearTimeout(timer));
}

function exitFailed(logger: Logger, what: string, error: unknown): never {
  logger.fatal({ err: error }, `${what}: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
