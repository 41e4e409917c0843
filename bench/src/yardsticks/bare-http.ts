import { fork } from 'node:child_process';
import { once } from 'node:events';

/** A server that is nothing but `node:http`. */
export interface BareHttp {
  readonly origin: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

/** Starts one that answers everything with the same bytes. */
export async function startBareHttp(body: string): Promise<BareHttp> {
  const child = fork(new URL('./bare-http-process.ts', import.meta.url));
  child.send(body);
  const [port] = (await once(child, 'message')) as [number];
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    stop: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
