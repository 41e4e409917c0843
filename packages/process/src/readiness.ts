/** Thrown by a check of something that is available, and does not do all that it should. */
export class Degraded extends Error {
  override readonly name = 'Degraded';
}

/** Named checks of what a process needs; each throws or rejects when that is not available. */
export type ReadinessChecks = Readonly<Record<string, () => unknown>>;

/** The state of one check. */
export interface CheckState {
  /** `degraded`: not available, but the process can work without it for a while. */
  readonly status: 'up' | 'degraded' | 'down';
  /** Why it is not up. */
  readonly reason?: string;
}

/**
 * What `/health/ready` answers. `degraded` is ready too, and says so with 200: requests are served, and something that the
 * process can work without for a while is not available.
 */
export interface Readiness {
  readonly status: 'ready' | 'degraded' | 'not-ready' | 'draining';
  readonly checks: Readonly<Record<string, CheckState>>;
}

/** What to check, and for how long. */
export interface ReadinessOptions {
  readonly checks: ReadinessChecks;
  /** Checks of what the process can work without for a while: their failure is reported and changes nothing else. */
  readonly tolerates?: ReadinessChecks | undefined;
  /** How long each check may take. */
  readonly timeoutMs: number;
}

/** Runs all checks at once. */
export async function checkReadiness(options: ReadinessOptions): Promise<Readiness> {
  const { checks, tolerates = {}, timeoutMs } = options;
  const [needed, tolerated] = await Promise.all([
    runChecks(checks, 'down', timeoutMs),
    runChecks(tolerates, 'degraded', timeoutMs),
  ]);
  const states = Object.fromEntries([...needed, ...tolerated]);
  return { status: summaryOf(Object.values(states)), checks: states };
}

/** What the states of all checks come to. */
function summaryOf(states: readonly CheckState[]): 'ready' | 'degraded' | 'not-ready' {
  const found = new Set(states.map(({ status }) => status));
  if (found.has('down')) return 'not-ready';
  return found.has('degraded') ? 'degraded' : 'ready';
}

type FailedStatus = Exclude<CheckState['status'], 'up'>;

function runChecks(checks: ReadinessChecks, failed: FailedStatus, timeoutMs: number) {
  return Promise.all(
    Object.entries(checks).map(
      async ([name, check]) => [name, await runCheck(check, failed, timeoutMs)] as const,
    ),
  );
}

async function runCheck(check: () => unknown, failed: FailedStatus, timeoutMs: number): Promise<CheckState> {
  const { promise: timeout, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  try {
    await Promise.race([Promise.resolve().then(check), timeout]);
    return { status: 'up' };
  } catch (error) {
    return { status: error instanceof Degraded ? 'degraded' : failed, reason: reasonOf(error) };
  } finally {
    clearTimeout(timer);
  }
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.trim().split('\n').at(-1) ?? 'failed';
}
