import { startNats, type RunningService } from '@cartwright/stack';

/** A service behind the store that can be brought down and up again, at the same address. */
export interface BreakableService {
  readonly isRunning: boolean;
  kill(signal: NodeJS.Signals): void;
  /** Ends it as an administrator would, and waits until it is gone. */
  stop(): Promise<void>;
  /** Ends it without warning, and waits until it is gone. */
  crash(): Promise<void>;
  start(): Promise<void>;
  /** Starts it if it has ended. */
  recover(): Promise<void>;
}

/** NATS, which may be started with less room for its streams than it is used to. */
export interface LimitedNats extends BreakableService {
  /** For the next start; undefined for as much as usual. */
  readonly limits: { maxStoreBytes: number | undefined };
}

/** NATS on a data directory, at the port that it has. */
export function limitedNats(first: RunningService, dataDir: string): LimitedNats {
  const limits: LimitedNats['limits'] = { maxStoreBytes: undefined };
  const start = (): Promise<RunningService> => startNats({ dataDir, port: first.port, ...limits });
  return Object.assign(breakableService(first, start, 'SIGKILL'), { limits });
}

/**
 * Makes a service breakable. PostgreSQL crashes by SIGQUIT, its "immediate" shutdown: SIGKILL would leave its backends
 * behind.
 */
export function breakableService(
  first: RunningService,
  start: () => Promise<RunningService>,
  crashSignal: NodeJS.Signals,
): BreakableService {
  let service: RunningService;
  let isRunning = false;
  const adopt = (next: RunningService): void => {
    service = next;
    isRunning = true;
    void next.exited.then(() => {
      if (service === next) isRunning = false;
    });
  };
  const startAgain = async (): Promise<void> => adopt(await start());
  adopt(first);
  return {
    get isRunning() {
      return isRunning;
    },
    kill: (signal) => service.kill(signal),
    stop: () => service.stop(),
    crash: async () => {
      service.kill(crashSignal);
      await service.stop();
    },
    start: startAgain,
    recover: async () => {
      if (!isRunning) await startAgain();
    },
  };
}
