/** Named checks of what a process needs; each throws (or rejects) when it is not there. */
export type ReadinessChecks = Readonly<Record<string, () => unknown>>;

/** The state of one check. */
export interface CheckState {
  readonly status: 'up' | 'down';
  /** Why it is down. */
  readonly reason?: string;
}

/** What `/health/ready` answers. */
export interface Readiness {
  readonly status: 'ready' | 'not-ready' | 'draining';
  readonly checks: Readonly<Record<string, CheckState>>;
}

/** Runs all checks at once, each bounded by `timeoutMs`. */
export async function checkReadiness(checks: ReadinessChecks, timeoutMs: number): Promise<Readiness> {
  const states = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await runCheck(check, timeoutMs)] as const),
  );
  const isReady = states.every(([, { status }]) => status === 'up');
  return { status: isReady ? 'ready' : 'not-ready', checks: Object.fromEntries(states) };
}

async function runCheck(check: () => unknown, timeoutMs: number): Promise<CheckState> {
  const { promise: timeout, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  try {
    await Promise.race([Promise.resolve().then(check), timeout]);
    return { status: 'up' };
  } catch (error) {
    return { status: 'down', reason: reasonOf(error) };
  } finally {
    clearTimeout(timer);
  }
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.trim().split('\n').at(-1) ?? 'failed';
}
