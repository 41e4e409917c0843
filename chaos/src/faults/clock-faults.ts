import { waitFor, wrongClock } from '@cartwright/testing';
import type { FaultKind } from './fault.ts';

const tenMinutesMs = 600_000;
/** Waiting is bounded, since another fault may keep the process from becoming ready. */
const readyWithinMs = 5_000;

/** A process runs with a clock that is ten minutes ahead or behind, as after a boot without its time server. */
export const clockWrong: FaultKind = {
  name: 'clock wrong',
  create: ({ chaos, random }) => {
    const victim = random.pick(chaos.processes);
    const isAhead = random.next() < 0.5;
    return {
      what: `${victim.name} is ten minutes ${isAhead ? 'ahead' : 'behind'}`,
      parts: [victim.name],
      begin: async () => {
        await victim.stop();
        await victim.launch(wrongClock(isAhead ? tenMinutesMs : -tenMinutesMs));
        await waitFor(() => isReady(victim.url), { timeoutMs: readyWithinMs }).catch(() => undefined);
      },
      heal: () => victim.restart(),
    };
  },
};

async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(readyWithinMs) });
  await response.body?.cancel();
  return response.ok;
}
