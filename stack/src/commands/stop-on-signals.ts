import pc from 'picocolors';
import type { Owned } from '../processes/owned.ts';
import { describeFailure } from '../progress/describe-failure.ts';

/** The terminal and npm both deliver one Ctrl-C: a signal within this time is the same one again. */
const sameSignalMs = 700;

/**
 * Stops everything owned, and then this process, on Ctrl-C, SIGTERM, SIGHUP, the end of the process that started this
 * one, or an uncaught error. A second Ctrl-C kills instead of waiting.
 */
export function stopOnSignals(owned: Owned): void {
  let stoppingSince: number | undefined;
  const stop = (exitCode: number): void => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince < sameSignalMs) return;
      owned.kill();
      process.exit(130);
    }
    stoppingSince = performance.now();
    console.log(`\nStopping … ${pc.dim('(Ctrl-C again does not wait)')}`);
    void owned.stop().then(() => {
      console.log('Stopped.');
      process.exit(exitCode);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
  process.once('disconnect', () => stop(0));
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      console.error(`\n${describeFailure(error)}`);
      stop(1);
    });
  }
  process.stdout.on('error', () => undefined); // the terminal may close first
}
