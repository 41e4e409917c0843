import { setTimeout as delay } from 'node:timers/promises';
import { repositoryRoot } from '../repository-root.ts';
import {
  startChild,
  type Child,
  ServiceFailure,
  waitUntil,
  RestartBackoff,
  crashSentence,
  type Supervision,
} from '@cartwright/servers';

/** One Node process of the store: what it runs, where it listens, its environment. */
export interface ProcessSpec {
  readonly name: string;
  /** The absolute path of its main module. */
  readonly script: string;
  readonly url: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
}

const readyTimeoutMs = 60_000;

/** Keeps one process of the store running until it is stopped. */
export class StoreProcess {
  readonly #spec: ProcessSpec;
  readonly #supervision: Supervision;
  #child: Child | undefined;
  #expectedEnd = false;
  readonly #backoff = new RestartBackoff();
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

  /** Resolves with how the current run ends, for example "SIGKILL". */
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
    await this.#becomeReady(child, readyTimeoutMs);
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
      stopTimeoutMs: 12_000, // a process shuts down within ten seconds on its own
    });
    return this.#child;
  }

  /** Shuts it down gracefully if it runs and starts it again, with additional variables if given. */
  async restart(env: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.stop();
    await this.start(env);
  }

  /** Sends a signal; a supervised process is restarted after it. */
  kill(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** Shuts it down gracefully; it is not restarted. */
  async stop(): Promise<void> {
    this.#expectedEnd = true;
    this.#stopped.abort();
    this.#stopped = new AbortController();
    await this.#child?.stop();
  }

  async #becomeReady(child: Child, timeoutMs: number): Promise<void> {
    const { name, url, logFile } = this.#spec;
    try {
      await waitUntil(() => assertReady(url), {
        what: name,
        timeoutMs,
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
    const backoffMs = this.#backoff.crashed();
    const { name, logFile } = this.#spec;
    this.#supervision.report(crashSentence({ name, ending, backoffMs, logFile }));
    void this.#comeBack(backoffMs, this.#stopped.signal);
  }

  /** Waits without a limit: its dependencies may be down for minutes, and a restart would not help. */
  async #comeBack(backoffMs: number, stopped: AbortSignal): Promise<void> {
    try {
      await delay(backoffMs, undefined, { signal: stopped });
      const child = await this.launch();
      this.#backoff.started();
      void child.exited.then((ending) => this.#onExit(child, ending));
      if (stopped.aborted) await child.stop();
      await this.#becomeReady(child, Infinity);
      this.#supervision.report(`${this.name} is back.`);
    } catch (error) {
      const isOver = stopped.aborted || error instanceof ServiceFailure; // its exit is handled by #onExit
      if (!isOver) void this.#comeBack(this.#backoff.crashed(), stopped);
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
