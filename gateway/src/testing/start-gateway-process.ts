import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.ts';

/** A gateway as a process of its own. */
export interface GatewayProcess extends AsyncDisposable {
  readonly graphqlUrl: string;
  /** What it has logged so far. */
  readonly log: () => string;
  readonly signal: (name: NodeJS.Signals) => void;
  /** Its exit code and signal. */
  readonly exited: Promise<unknown[]>;
}

const listening = /"url":"(http[^"]+)"/;

/** Runs `main.ts` and waits until it listens. It is killed at the latest when it is disposed of. */
export async function startGatewayProcess(
  variables: Readonly<Record<string, string>>,
): Promise<GatewayProcess> {
  const main = spawn(process.execPath, [fileURLToPath(new URL('../main.ts', import.meta.url))], {
    env: { ...variables, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(main, 'exit');
  let log = '';
  for (const output of [main.stdout, main.stderr]) {
    output.setEncoding('utf8').on('data', (text: string) => (log += text));
  }
  const dispose = async () => {
    main.kill('SIGKILL');
    await exited;
  };
  try {
    await eventually(() => log).toMatch(listening);
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    graphqlUrl: `${listening.exec(log)?.[1] ?? ''}/graphql`,
    log: () => log,
    signal: (name) => void main.kill(name),
    exited,
    [Symbol.asyncDispose]: dispose,
  };
}
