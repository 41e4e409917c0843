import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { temporaryDirectory } from '@cartwright/testing';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const run = promisify(execFile);

/** A frontend's project, in a directory of its own. */
export interface ProjectCopy extends Disposable {
  readonly directory: string;
  /** Runs a tool of `node_modules/.bin` in it. @throws with its output when it fails */
  run(tool: string, ...args: string[]): Promise<string>;
  read(file: string): string;
}

/**
 * Copies a project to a temporary directory that has the repository's dependencies.
 * @param env what its tools find in their environment, besides what is there
 */
export function copyProject(source: URL, env: Readonly<Record<string, string>> = {}): ProjectCopy {
  const directory = temporaryDirectory('project');
  cpSync(source, directory.path, { recursive: true });
  linkDependencies(path.join(directory.path, 'node_modules'));
  return {
    directory: directory.path,
    run: (tool, ...args) => runTool(tool, args, { cwd: directory.path, env: { ...process.env, ...env } }),
    read: (file) => readFileSync(path.join(directory.path, file), 'utf8'),
    [Symbol.dispose]: () => directory.remove(),
  };
}

/** Everything that is published, and so no package of this repository. */
function linkDependencies(target: string): void {
  const source = path.join(root, 'node_modules');
  mkdirSync(target);
  for (const name of readdirSync(source)) {
    if (name !== '@cartwright') symlinkSync(path.join(source, name), path.join(target, name));
  }
}

async function runTool(
  tool: string,
  args: readonly string[],
  { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<string> {
  const file = path.join(root, 'node_modules/.bin', tool);
  try {
    const { stdout, stderr } = await run(file, [...args], { cwd, env, timeout: 100_000, maxBuffer: 2 ** 26 });
    return stdout + stderr;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${tool} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error });
  }
}
