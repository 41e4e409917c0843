import { expect } from 'vitest';

/** What `/health/ready` of a process answers. */
export interface Health {
  readonly status: 'ready' | 'not-ready' | 'draining';
  readonly checks?: Readonly<Record<string, { readonly status: string; readonly reason?: string }>>;
}

/** Asks a process how it is; undefined while nobody answers. */
export async function healthOf({ url }: { readonly url: string }): Promise<Health | undefined> {
  const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
  return (await answer?.json()) as Health | undefined;
}

/** The names of the checks of a process that do not hold. */
export async function failedChecks(process: { readonly url: string }): Promise<string[]> {
  const health = await healthOf(process);
  if (health === undefined) return ['no answer'];
  return Object.entries(health.checks ?? {}).flatMap(([name, { status }]) => (status === 'up' ? [] : [name]));
}

/** Waits until every check of every process holds, also those of what can be done without. */
export async function allAreWell(processes: readonly { readonly url: string }[], timeoutMs = 20_000) {
  const failed = async () => (await Promise.all(processes.map(failedChecks))).flat();
  await expect.poll(failed, { timeout: timeoutMs, interval: 100 }).toEqual([]);
}
