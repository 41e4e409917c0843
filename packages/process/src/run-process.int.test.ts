import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const program = fileURLToPath(new URL('../test/run-sample-process.ts', import.meta.url));

interface Line {
  readonly level: number;
  readonly msg: string;
}

function run(...words: string[]): ChildProcessByStdio<null, Readable, null> {
  return spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Reads the log to its end, sending the signals once the process has started. */
async function finish(child: ReturnType<typeof run>, ...signals: NodeJS.Signals[]) {
  const lines: Line[] = [];
  const exited = once(child, 'exit');
  for await (const text of createInterface(child.stdout)) {
    const line = JSON.parse(text) as Line;
    lines.push(line);
    if (line.msg === 'started') for (const signal of signals) child.kill(signal);
  }
  const [code] = (await exited) as [number | null];
  return { code, lines };
}

it.each(['SIGTERM', 'SIGINT'] as const)('drains on %s and exits with 0', async (signal) => {
  const { code, lines } = await finish(run('ok', 'ok'), signal);
  expect(code).toBe(0);
  expect(lines.map(({ msg }) => msg)).toEqual(['started', 'sample is stopping', 'sample has stopped']);
});

it.skipIf(process.platform !== 'linux')('writes its files for its own account alone', async () => {
  const child = run('ok', 'ok');
  await once(child.stdout, 'readable');
  expect(readFileSync(`/proc/${child.pid}/status`, 'utf8')).toMatch(/^Umask:\s+0077$/m);
  await finish(child, 'SIGTERM');
});

it('logs in one line why it could not start, and exits with 1', async () => {
  const { code, lines } = await finish(run('fails', 'ok'));
  expect(code).toBe(1);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.msg).toContain('the port is taken');
});

it('exits with 1 when it does not drain in time', async () => {
  const { code, lines } = await finish(run('ok', 'hangs'), 'SIGTERM');
  expect(code).toBe(1);
  expect(lines.at(-1)?.msg).toContain('not drained within 200 ms');
});
