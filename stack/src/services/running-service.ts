/** A server that this process started, or one of somebody else's that it only uses. */
export interface RunningService {
  readonly name: string;
  /** With the credentials of the service's administrator. */
  readonly url: string;
  readonly port: number;
  /** Undefined when the service was there already and is not ours to stop. */
  readonly pid: number | undefined;
  /** Settles with the way in which it ends, for example "SIGKILL"; never when it is not ours. */
  readonly exited: Promise<string>;
  /** Where it logs; undefined when it is not ours. */
  readonly logFile: string | undefined;
  /** Ends it in good order and waits for its exit; does nothing to a service that is not ours. */
  readonly stop: () => Promise<void>;
  /** Sends one signal and does not wait: for tests that crash a service. */
  readonly kill: (signal: NodeJS.Signals) => void;
}

/** Wraps a service that somebody else runs, known by its URL alone. */
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
