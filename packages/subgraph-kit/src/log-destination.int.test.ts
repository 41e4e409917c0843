import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const program = fileURLToPath(new URL('../test/run-chatty-process.ts', import.meta.url));

/** How long it said that logging took. */
async function loggedInMs(child: ChildProcess): Promise<number> {
  const [said] = (await once(child.stderr ?? child, 'data')) as [Buffer];
  return Number(/logged in (\d+) ms/.exec(String(said))?.[1]);
}

it('lets nobody wait for a reader that has stalled, and tells what it dropped', async () => {
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'pipe'] });
  expect(await loggedInMs(child)).toBeLessThan(3_000);
  let read = '';
  child.stdout.on('data', (chunk: Buffer) => (read += String(chunk)));
  await expect.poll(() => read, { timeout: 20_000 }).toMatch(/"\d+ log lines were dropped"}\n.*still here/);
  expect(child.kill('SIGKILL')).toBe(true);
});

it.skipIf(!existsSync('/dev/full'))('goes on when the disk of its log is full', async () => {
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [program], { stdio: ['ignore', full, 'pipe'] });
  closeSync(full);
  expect(await loggedInMs(child)).toBeLessThan(3_000);
  expect(child.exitCode).toBeNull();
  expect(child.kill('SIGKILL')).toBe(true);
});
