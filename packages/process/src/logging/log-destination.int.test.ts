import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

const program = fileURLToPath(new URL('../../test/run-chatty-process.ts', import.meta.url));
const patience = { timeout: 25_000 };

/** Runs the program until the test is over. */
function runChatty(stdout: 'pipe' | number): ChildProcess {
  const child = spawn(process.execPath, [program], { stdio: ['ignore', stdout, 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Collects the output of a process. */
function collect(stream: ChildProcess['stdout']): () => string {
  let text = '';
  stream?.on('data', (chunk: Buffer) => (text += String(chunk)));
  return () => text;
}

it('does not block on a stalled reader, and logs how many lines were dropped', async () => {
  const child = runChatty('pipe');
  await expect.poll(collect(child.stderr), patience).toContain('has logged');
  const read = collect(child.stdout);
  await expect.poll(read, patience).toMatch(/"\d+ log lines were dropped"}\n.*still here/);
});

it.skipIf(!existsSync('/dev/full'))('keeps running when the disk of its log is full', async () => {
  const full = openSync('/dev/full', 'w');
  const child = runChatty(full);
  closeSync(full);
  await expect.poll(collect(child.stderr), patience).toContain('has logged');
  expect(child.exitCode).toBeNull();
});
