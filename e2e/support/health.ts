import { expect } from 'vitest';

/** What `/health/ready` of a process answers. */
export interface Health {
  readonly status: 'ready' | 'degraded' | 'not-ready' | 'draining';
  readonly checks?: Readonly<Record<string, { readonly status: string; readonly reason?: string }>>;
}

/** Reads the health of a process; undefined while it does not answer. */
export async function healthOf({ url }: { readonly url: string }): Promise<Health | undefined> {
  const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
  return (await answer?.json()) as Health | undefined;
}

/** The names of the failed checks of a process. */
export async function failedChecks(process: { readonly url: string }): Promise<string[]> {
  const health = await healthOf(process);
  if (health === undefined) return ['no answer'];
  return Object.entries(health.checks ?? {}).flatMap(([name, { status }]) => (status === 'up' ? [] : [name]));
}

/** Waits until every check of every process passes, those of optional dependencies too. */
export async function allAreWell(processes: readonly { readonly url: string }[], timeoutMs = 20_000) {
  const failed = async () => (await Promise.all(processes.map(failedChecks))).flat();
  await expect.poll(failed, { timeout: timeoutMs, interval: 100 }).toEqual([]);
}
