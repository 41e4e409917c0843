import { faultOf, type Attempt, type Store } from './campaign.ts';
import type { Transport } from './transports.ts';

/** Makes attempts one after the other over one transport. @returns what went wrong, one line each */
export async function runAttempts(
  store: Store,
  transport: Transport,
  attempts: readonly Attempt[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const attempt of attempts) {
    const fault = await faultOf(store, transport, attempt).catch(
      (error: unknown) => `failed: ${String(error)}`,
    );
    if (fault !== undefined) faults.push(`${attempt.name} ${fault}`);
  }
  return faults;
}
