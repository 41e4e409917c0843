import type { Owned } from '../processes/owned.ts';
import { describeFailure } from '../progress/describe-failure.ts';
import { stopOnSignals } from './stop-on-signals.ts';

/** Starts something that runs until it is stopped; when it can not start, says why and leaves nothing behind. */
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
