import { existsSync } from 'node:fs';
import path from 'node:path';
import { obtainBinary } from '../binaries/obtain-binary.ts';
import { serveChild } from '../children/serve-child.ts';
import { freePort } from '../free-port.ts';
import { privateDirectory } from '../private-directory.ts';
import type { RunningService } from '../running-service.ts';

/** Where Groonga keeps its files and listens. */
export interface GroongaOptions {
  readonly dataDir: string;
  readonly port?: number;
}

/** Starts a private Groonga on 127.0.0.1 that speaks HTTP. It asks nobody for a password. */
export async function startGroonga({ dataDir, port: wanted }: GroongaOptions): Promise<RunningService> {
  const binary = await obtainBinary('groonga');
  const port = wanted ?? (await freePort());
  const directory = privateDirectory(path.join(dataDir, 'groonga'));
  const url = `http://127.0.0.1:${port}`;
  return serveChild({
    name: 'Groonga',
    command: binary.file,
    args: groongaArguments(port, directory),
    env: { ...process.env, ...binary.env },
    logFile: path.join(dataDir, 'logs', 'groonga.log'),
    url,
    port,
    probe: () => pingGroonga(url),
  });
}

/** Asks for its state. @throws when it does not answer */
export async function pingGroonga(url: string): Promise<void> {
  const response = await fetch(`${url}/d/status`, { signal: AbortSignal.timeout(5_000) });
  if (!response.ok) throw new Error(`Groonga answers ${response.status}`);
}

function groongaArguments(port: number, directory: string): string[] {
  const file = path.join(directory, 'db');
  return [
    ['-s', '--protocol', 'http'],
    ['--bind-address', '127.0.0.1', '--port', String(port)],
    ['--log-path', path.join(directory, 'log'), '--max-threads', '4'],
    existsSync(file) ? [file] : ['-n', file],
  ].flat();
}
