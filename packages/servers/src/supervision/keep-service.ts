import { setTimeout as delay } from 'node:timers/promises';
import { RestartBackoff } from './restart-backoff.ts';
import { crashSentence, type Supervision } from './supervision.ts';
import type { RunningService } from '../running-service.ts';

/** Starts a server, at the same address and on the same data each time. */
export type StartService<Service extends RunningService> = () => Promise<Service>;

/**
 * Starts a server and keeps it running until it is stopped, as `supervision` says.
 * @throws when it cannot be started the first time.
 */
export async function keepService<Service extends RunningService>(
  start: StartService<Service>,
  supervision: Supervision,
): Promise<Service> {
  const first = await start();
  if (!supervision.restartCrashed || first.pid === undefined) return first;
  const keeper = new ServiceKeeper(first, start, supervision);
  return {
    ...first,
    get pid() {
      return keeper.current.pid;
    },
    get exited() {
      return keeper.current.exited;
    },
    kill: (signal) => keeper.current.kill(signal),
    stop: () => keeper.stop(),
  };
}

class ServiceKeeper {
  current: RunningService;
  readonly #start: StartService<RunningService>;
  readonly #supervision: Supervision;
  readonly #backoff = new RestartBackoff();
  readonly #stopping = new AbortController();
  readonly #kept: Promise<void>;

  constructor(first: RunningService, start: StartService<RunningService>, supervision: Supervision) {
    this.current = first;
    this.#start = start;
    this.#supervision = supervision;
    this.#kept = this.#keep();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.current.stop();
    await this.#kept;
  }

  async #keep(): Promise<void> {
    for (;;) {
      const ending = await this.current.exited;
      if (this.#isStopped()) return;
      await this.#comeBack(ending);
    }
  }

  /** Retries until it succeeds or is stopped. */
  async #comeBack(firstEnding: string): Promise<void> {
    const { name, logFile } = this.current;
    for (let ending = firstEnding; ; ending = 'it could not start') {
      const backoffMs = this.#backoff.crashed();
      this.#supervision.report(crashSentence({ name, ending, backoffMs, logFile }));
      await delay(backoffMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      if (this.#isStopped()) return;
      this.#backoff.started();
      if (await this.#startAgain()) return;
    }
  }

  async #startAgain(): Promise<boolean> {
    const next = await this.#start().catch(() => undefined);
    if (next === undefined) return false;
    this.current = next;
    if (this.#isStopped()) await next.stop();
    else this.#supervision.report(`${next.name} is back.`);
    return true;
  }

  #isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }
}
