/** A server that this process started, or an external one. */
export interface RunningService {
  readonly name: string;
  /** With the credentials of the service's administrator. */
  readonly url: string;
  readonly port: number;
  /** Undefined for an external service, which this process does not stop. */
  readonly pid: number | undefined;
  /** Resolves with how it ended, for example "SIGKILL"; never for an external service. */
  readonly exited: Promise<string>;
  /** Where it logs; undefined for an external service. */
  readonly logFile: string | undefined;
  /** Shuts it down gracefully and waits for its exit; does nothing to an external service. */
  readonly stop: () => Promise<void>;
  /** Sends one signal and does not wait: for tests that crash a service. */
  readonly kill: (signal: NodeJS.Signals) => void;
}

/** Wraps an external service, known by its URL alone. */
export function externalService(name: string, url: string): RunningService {
  return {
    name,
    url,
    port: Number(new URL(url).port),
    pid: undefined,
    exited: new Promise(() => undefined),
    logFile: undefined,
    stop: () => Promise.resolve(),
    kill: () => undefined,
  };
}
