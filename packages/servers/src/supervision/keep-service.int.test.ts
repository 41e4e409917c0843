import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freePort } from '../free-port.ts';
import { keepService } from './keep-service.ts';
import type { RunningService } from '../running-service.ts';
import { serveChild } from '../children/serve-child.ts';
import { waitUntil } from '../children/wait-until.ts';

let directory: string;
let kept: RunningService | undefined;
let sentences: string[];

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'cartwright-keep-'));
  kept = undefined;
  sentences = [];
});

afterEach(async () => {
  await kept?.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** A server that answers at once; while a file `broken` is there, it cannot start. */
async function starter() {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const script = path.join(directory, 'main.mjs');
  writeFileSync(
    script,
    `import { existsSync } from 'node:fs';
     import { createServer } from 'node:http';
     if (existsSync('${broken()}')) process.exit(3);
     createServer((request, response) => response.end('hello')).listen(${port}, '127.0.0.1');`,
  );
  const probe = async () => {
    await fetch(url);
  };
  const spec = { name: 'Example', command: process.execPath, args: [script], url, port, probe };
  return () => serveChild({ ...spec, logFile: path.join(directory, 'example.log') });
}

const broken = (): string => path.join(directory, 'broken');
const report = (sentence: string): void => void sentences.push(sentence);
const heard = (sentence: string, times = 1): Promise<void> =>
  waitUntil(() => expect(sentences.filter((one) => one.includes(sentence))).toHaveLength(times), {
    what: sentence,
    timeoutMs: 20_000,
  });

it('restarts a server that crashed, and reports it', async () => {
  kept = await keepService(await starter(), { restartCrashed: true, report });
  const before = kept.pid;
  kept.kill('SIGKILL');
  await heard('Example is back.');
  expect(sentences[0]).toContain('Example ended by itself (SIGKILL); it starts again in 0.5 s.');
  expect(kept.pid).not.toBe(before);
  expect(await (await fetch(kept.url)).text()).toBe('hello');
});

it('keeps trying while it cannot be started', async () => {
  kept = await keepService(await starter(), { restartCrashed: true, report });
  writeFileSync(broken(), '');
  kept.kill('SIGKILL');
  await heard('Example ended by itself (it could not start)', 2);
  rmSync(broken());
  await heard('Example is back.');
});

it('leaves it down once it is stopped, even while it waits to be restarted', async () => {
  kept = await keepService(await starter(), { restartCrashed: true, report });
  kept.kill('SIGKILL');
  await heard('Example ended by itself');
  await kept.stop();
  await expect(fetch(kept.url)).rejects.toThrow();
  expect(sentences).toHaveLength(1);
});

it('leaves it down when restarts are off', async () => {
  kept = await keepService(await starter(), { restartCrashed: false, report });
  kept.kill('SIGKILL');
  expect(await kept.exited).toBe('SIGKILL');
  expect(sentences).toEqual([]);
});
