import { loadSecrets } from '@cartwright/stack';
import { startNats, type RunningService } from '@cartwright/servers';

/** A service behind the store that can be brought down and up again, at the same address. */
export interface BreakableService {
  readonly isRunning: boolean;
  kill(signal: NodeJS.Signals): void;
  /** Shuts it down as an administrator would, and waits until it has exited. */
  stop(): Promise<void>;
  /** Crashes it, and waits until it has exited. */
  crash(): Promise<void>;
  start(): Promise<void>;
  /** Starts it if it has ended. */
  recover(): Promise<void>;
}

/** NATS, whose limit for streams can be lowered. */
export interface LimitedNats extends BreakableService {
  /** For the next start; undefined for the usual limit. */
  readonly limits: { maxStoreBytes: number | undefined };
}

/** NATS on its data directory, at the port of its first start. */
export function limitedNats(first: RunningService, dataDir: string): LimitedNats {
  const limits: LimitedNats['limits'] = { maxStoreBytes: undefined };
  const passwords = loadSecrets(dataDir).natsPasswords;
  const start = (): Promise<RunningService> => startNats({ dataDir, passwords, port: first.port, ...limits });
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
