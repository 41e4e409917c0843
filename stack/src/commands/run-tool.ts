import { spawn } from 'node:child_process';
import path from 'node:path';
import { repositoryRoot } from '../repository-root.ts';
import { dyingWithParent } from '@cartwright/servers';

/** How a tool of the workspace ended, with all that it printed. */
export interface ToolResult {
  readonly passed: boolean;
  readonly output: string;
}

/** Runs a tool of node_modules/.bin, or `node`, at the root of the checkout; prints its output or returns it. */
export function runTool(
  tool: string,
  args: readonly string[],
  output: 'inherit' | 'pipe' = 'pipe',
): Promise<ToolResult> {
  const command = tool === 'node' ? process.execPath : path.join(repositoryRoot, 'node_modules/.bin', tool);
  const wrapped = dyingWithParent({ command, args });
  const child = spawn(wrapped.file, wrapped.args, {
    cwd: repositoryRoot,
    stdio: ['ignore', output, output],
    env: { ...process.env, ...(output === 'pipe' && process.stdout.isTTY && { FORCE_COLOR: '1' }) },
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ passed: code === 0, output: Buffer.concat(chunks).toString('utf8') }),
    );
  });
}
