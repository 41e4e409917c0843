import { startChild, type Child, type ChildSpec } from './child.ts';
import type { RunningService } from '../running-service.ts';
import { ServiceFailure } from '../service-failure.ts';
import { waitUntil } from './wait-until.ts';

/** A child process, the address that it serves, and a check that it answers. */
export interface ServeSpec extends ChildSpec {
  readonly url: string;
  readonly port: number;
  /** Connects for real; throws while the service is not ready. */
  readonly probe: () => Promise<void>;
  /** How long it may take until it answers: 30 s. */
  readonly readyTimeoutMs?: number;
}

/**
 * Starts a server and waits until it answers.
 * @throws ServiceFailure with its log when it exits or does not answer in time.
 */
export async function serveChild(spec: ServeSpec): Promise<RunningService> {
  const child = await startChild(spec);
  try {
    await waitUntil(spec.probe, {
      what: spec.name,
      timeoutMs: spec.readyTimeoutMs ?? 30_000,
      giveUp: () => assertRunning(child),
    });
  } catch (error) {
    await child.stop();
    throw error instanceof ServiceFailure
      ? error
      : new ServiceFailure(`${spec.name} did not become ready.`, { logFile: spec.logFile, cause: error });
  }
  return {
    name: spec.name,
    url: spec.url,
    port: spec.port,
    pid: child.pid,
    exited: child.exited,
    logFile: child.logFile,
    stop: child.stop,
    kill: child.kill,
  };
}

function assertRunning(child: Child): void {
  const ending = child.ending();
  if (ending === undefined) return;
  throw new ServiceFailure(`${child.name} ended at start (${ending}).`, { logFile: child.logFile });
}
