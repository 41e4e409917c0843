import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isProcessAlive } from './is-process-alive.ts';
import { startChild } from './child.ts';
import { waitUntil } from './wait-until.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'cartwright-child-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

it.runIf(existsSync('/usr/bin/setpriv'))('ends when the process that started it is killed', async () => {
  const launcher = path.join(directory, 'launcher.ts');
  writeFileSync(
    launcher,
    `import { startChild } from ${JSON.stringify(path.join(import.meta.dirname, 'child.ts'))};
     const child = await startChild({ name: 'sleep', command: 'sleep', args: ['600'], logFile: process.argv[2] });
     console.log(child.pid);`,
  );
  const parent = spawn(process.execPath, [launcher, path.join(directory, 'log')]);
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  expect(isProcessAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await waitUntil(() => expect(isProcessAlive(pid)).toBe(false), {
    what: 'The end of the child',
    timeoutMs: 10_000,
  });
});

it('is killed when it does not end in time', async () => {
  const logFile = path.join(directory, 'log');
  const child = await startChild({
    name: 'stubborn',
    command: process.execPath,
    args: [
      '-e',
      `process.on('SIGTERM', () => undefined); setInterval(() => undefined, 1000); console.log('up')`,
    ],
    logFile,
    stopTimeoutMs: 50,
  });
  await waitUntil(() => expect(readFileSync(logFile, 'utf8')).toContain('up'), {
    what: 'It',
    timeoutMs: 10_000,
  });
  await child.stop();
  expect(await child.exited).toBe('SIGKILL');
});

it('rejects when there is no such program', async () => {
  const start = startChild({
    name: 'nothing',
    command: '/no/such/program',
    args: [],
    logFile: path.join(directory, 'log'),
  });
  const outcome = await start.then(
    (child) => child.exited,
    () => 'rejected',
  );
  expect(['rejected', 'exit code 127']).toContain(outcome);
});
