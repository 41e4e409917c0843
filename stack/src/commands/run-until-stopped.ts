import type { Owned } from '../processes/owned.ts';
import { describeFailure } from '../progress/describe-failure.ts';
import { stopOnSignals } from './stop-on-signals.ts';

/** Starts something that runs until it is stopped; when it cannot start, prints why and leaves nothing running. */
export async function runUntilStopped(owned: Owned, start: () => Promise<void>): Promise<void> {
  stopOnSignals(owned);
  try {
    await start();
  } catch (error) {
    if (owned.isClosed) return; // it failed because it is being stopped
    console.error(`\n${describeFailure(error)}`);
    await owned.stop();
    process.exit(1);
  }
}
