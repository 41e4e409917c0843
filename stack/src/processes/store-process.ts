import { setTimeout as delay } from 'node:timers/promises';
import { repositoryRoot } from '../repository-root.ts';
import { startChild, type Child } from '../services/child.ts';
import { ServiceFailure } from '../services/service-failure.ts';
import { waitUntil } from '../services/wait-until.ts';

/** One Node process of the store: what it runs, where it listens, what it is told. */
export interface ProcessSpec {
  readonly name: string;
  /** The absolute path of its main module. */
  readonly script: string;
  readonly url: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
}

/** What happens when a process ends that nobody has asked to end. */
export interface Supervision {
  readonly restartCrashed: boolean;
  /** Hears what became of a crashed process, in a sentence. */
  readonly report: (sentence: string) => void;
}

const firstBackoffMs = 500;
const maxBackoffMs = 30_000;
const readyTimeoutMs = 60_000;

/** Keeps one process of the store running until it is stopped. */
export class StoreProcess {
  readonly #spec: ProcessSpec;
  readonly #supervision: Supervision;
  #child: Child | undefined;
  #expectedEnd = false;
  #crashes = 0;
  #stopped = new AbortController();

  constructor(spec: ProcessSpec, supervision: Supervision) {
    this.#spec = spec;
    this.#supervision = supervision;
  }

  get name(): string {
    return this.#spec.name;
  }

  get url(): string {
    return this.#spec.url;
  }

  get port(): number {
    return this.#spec.port;
  }

  get logFile(): string {
    return this.#spec.logFile;
  }

  /** Undefined while it does not run. */
  get pid(): number | undefined {
    return this.#child?.ending() === undefined ? this.#child?.pid : undefined;
  }

  /** Settles with the way in which the present run ends, for example "SIGKILL". */
  get exited(): Promise<string> {
    return this.#child?.exited ?? Promise.resolve('not started');
  }

  /**
   * Starts it and waits until it is ready.
   * @throws ServiceFailure with its log when it ends first or is not ready after a minute.
   */
  async start(env: Readonly<Record<string, string>> = {}): Promise<void> {
    const stopped = this.#stopped.signal;
    const child = await this.launch(env);
    if (stopped.aborted) await child.stop();
    await this.#becomeReady(child);
    void child.exited.then((ending) => this.#onExit(child, ending));
  }

  /** Starts it without waiting, for a test whose process is meant to die early. */
  async launch(env: Readonly<Record<string, string>> = {}): Promise<Child> {
    this.#expectedEnd = false;
    const { name, script, logFile } = this.#spec;
    this.#child = await startChild({
      name,
      command: process.execPath,
      args: [script],
      cwd: repositoryRoot,
      logFile,
      env: { ...process.env, ...this.#spec.env, ...env },
      stopTimeoutMs: 12_000, // a process drains within ten seconds by itself
    });
    return this.#child;
  }

  /** Ends it in good order if it runs, and starts it again, with other variables if there are any. */
  async restart(env: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.stop();
    await this.start(env);
  }

  /** Sends a signal; a supervised process comes back after it. */
  kill(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** Ends it in good order; it does not come back. */
  async stop(): Promise<void> {
    this.#expectedEnd = true;
    this.#stopped.abort();
    this.#stopped = new AbortController();
    await this.#child?.stop();
  }

  async #becomeReady(child: Child): Promise<void> {
    const { name, url, logFile } = this.#spec;
    try {
      await waitUntil(() => assertReady(url), {
        what: name,
        timeoutMs: readyTimeoutMs,
        intervalMs: 100,
        giveUp: () => assertAlive(child),
      });
    } catch (error) {
      if (error instanceof ServiceFailure) throw error;
      throw new ServiceFailure(`${name} did not become ready.`, { logFile, cause: error });
    }
  }

  #onExit(child: Child, ending: string): void {
    if (this.#expectedEnd || child !== this.#child || !this.#supervision.restartCrashed) return;
    const backoffMs = Math.min(firstBackoffMs * 2 ** this.#crashes, maxBackoffMs);
    this.#crashes += 1;
    this.#supervision.report(
      `${this.name} ended by itself (${ending}); it starts again in ${backoffMs / 1000} s. Its log: ${this.logFile}`,
    );
    void this.#comeBack(backoffMs, this.#stopped.signal);
  }

  async #comeBack(backoffMs: number, signal: AbortSignal): Promise<void> {
    try {
      await delay(backoffMs, undefined, { signal });
      await this.start();
      this.#crashes = 0;
      this.#supervision.report(`${this.name} is back.`);
    } catch {
      if (signal.aborted || this.#child === undefined) return;
      await this.#child.stop();
      this.#onExit(this.#child, 'not ready');
    }
  }
}

async function assertReady(url: string): Promise<void> {
  const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5000) });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`${url}/health/ready answered ${response.status}.`);
}

function assertAlive(child: Child): void {
  const ending = child.ending();
  if (ending === undefined) return;
  throw new ServiceFailure(`${child.name} ended at start (${ending}).`, { logFile: child.logFile });
}
