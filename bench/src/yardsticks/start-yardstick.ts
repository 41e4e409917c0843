import { fork, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';

/** Something that is measured beside the store, in a process of its own. */
export interface Yardstick {
  readonly origin: string;
  readonly pid: number;
  readonly send: (message: string) => void;
  readonly stop: () => Promise<void>;
}

/** Starts a module that is told one message and answers with the port on which it listens. @throws when it ends first */
export async function startYardstick(
  module: URL,
  message: string | object,
  options: ForkOptions = {},
): Promise<Yardstick> {
  const child = fork(module, options);
  const ended = once(child, 'exit');
  child.send(message);
  const failed = ended.then(([code]) =>
    Promise.reject(new Error(`${module.pathname} ended with ${String(code)}.`)),
  );
  const [port] = (await Promise.race([once(child, 'message'), failed])) as [number];
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    send: (text) => void child.send(text),
    stop: async () => {
      failed.catch(() => undefined);
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
