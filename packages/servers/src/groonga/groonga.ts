import { existsSync, readdirSync } from 'node:fs';
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
    env: { ...process.env, ...binary.env, ...ownDirectories(binary.file) },
    logFile: path.join(dataDir, 'logs', 'groonga.log'),
    url,
    port,
    probe: () => pingGroonga(url),
  });
}

/** Where its scripts and plugins are beside it: where it was built to look for them there is nothing, if it was unpacked elsewhere. */
function ownDirectories(file: string): NodeJS.ProcessEnv {
  const libraries = path.join(path.dirname(file), '../lib');
  const inner = existsSync(libraries)
    ? readdirSync(libraries).filter((name) => name.includes('-linux-'))
    : [];
  const own = ['.', ...inner]
    .map((name) => path.join(libraries, name, 'groonga'))
    .find((directory) => existsSync(path.join(directory, 'scripts/ruby')));
  if (own === undefined) return {};
  return {
    GRN_RUBY_SCRIPTS_DIR: path.join(own, 'scripts/ruby'),
    GRN_PLUGINS_DIR: path.join(own, 'plugins'),
  };
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
