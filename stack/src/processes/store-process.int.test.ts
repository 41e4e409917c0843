import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freePort, waitUntil, type Supervision } from '@cartwright/servers';
import { StoreProcess } from './store-process.ts';

let directory: string;
let started: StoreProcess[];

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'cartwright-process-'));
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map((process) => process.stop()));
  rmSync(directory, { recursive: true, force: true });
});

/** A server that is ready at once, answers with its GREETING, and leaves a file when it shuts down gracefully. */
const server = `
  import { createServer } from 'node:http';
  import { writeFileSync } from 'node:fs';
  const server = createServer((request, response) => response.end(process.env.GREETING ?? 'none'));
  server.listen(Number(process.env.PORT), '127.0.0.1');
  process.on('SIGTERM', () => { writeFileSync(process.env.FAREWELL, ''); process.exit(0); });
`;

async function makeProcess(source = server, supervision: Partial<Supervision> = {}): Promise<StoreProcess> {
  const script = path.join(directory, 'main.mjs');
  writeFileSync(script, source);
  const port = await freePort();
  const spec = {
    name: 'example',
    script,
    port,
    url: `http://127.0.0.1:${port}`,
    env: { PORT: String(port), FAREWELL: path.join(directory, 'farewell') },
    logFile: path.join(directory, 'example.log'),
  };
  const made = new StoreProcess(spec, { restartCrashed: false, report: () => undefined, ...supervision });
  started.push(made);
  return made;
}

const greeting = async ({ url }: StoreProcess): Promise<string> => (await fetch(url)).text();

it('is ready when start returns, and shuts down gracefully', async () => {
  const process = await makeProcess();
  await process.start();
  expect(await greeting(process)).toBe('none');
  await process.stop();
  expect(await process.exited).toBe('exit code 0');
  expect(existsSync(path.join(directory, 'farewell'))).toBe(true);
  expect(process.pid).toBeUndefined();
});

it('reports the log of a process that ends at start', async () => {
  const process = await makeProcess(`console.error('PORT: expected a number'); process.exit(3);`);
  await expect(process.start()).rejects.toMatchObject({
    message: 'example ended at start (exit code 3).',
    logFile: process.logFile,
  });
  expect(readFileSync(process.logFile, 'utf8')).toContain('PORT: expected a number');
});

it('restarts a crashed process, and reports it', async () => {
  const sentences: string[] = [];
  const process = await makeProcess(server, {
    restartCrashed: true,
    report: (sentence) => sentences.push(sentence),
  });
  await process.start();
  const before = process.pid;
  process.kill('SIGKILL');
  await waitUntil(() => expect(sentences).toContain('example is back.'), {
    what: 'The process',
    timeoutMs: 20_000,
  });
  expect(sentences[0]).toContain('example ended by itself (SIGKILL)');
  expect(process.pid).not.toBe(before);
  expect(await greeting(process)).toBe('none');
});

it('keeps trying to restart a process that ends at start', async () => {
  const sentences: string[] = [];
  const broken = path.join(directory, 'broken');
  const source = `import { existsSync } from 'node:fs'; if (existsSync('${broken}')) process.exit(3); ${server}`;
  const process = await makeProcess(source, {
    restartCrashed: true,
    report: (sentence) => sentences.push(sentence),
  });
  await process.start();
  writeFileSync(broken, '');
  process.kill('SIGKILL');
  const failed = (): boolean => sentences.some((sentence) => /\(exit code 3\).* in 1 s/.test(sentence));
  await waitUntil(() => expect(failed()).toBe(true), { what: 'A failed start', timeoutMs: 20_000 });
  rmSync(broken);
  await waitUntil(() => expect(sentences).toContain('example is back.'), {
    what: 'The process',
    timeoutMs: 20_000,
  });
  expect(await greeting(process)).toBe('none');
});

it('stays down when it is stopped while it waits to be restarted', async () => {
  const crashes: string[] = [];
  const process = await makeProcess(server, {
    restartCrashed: true,
    report: (sentence) => crashes.push(sentence),
  });
  await process.start();
  process.kill('SIGKILL');
  await waitUntil(() => expect(crashes).toHaveLength(1), { what: 'The crash', timeoutMs: 20_000 });
  await process.stop();
  expect(process.pid).toBeUndefined();
  await expect(greeting(process)).rejects.toThrow();
});

it('restarts with other variables', async () => {
  const process = await makeProcess();
  await process.start();
  await process.restart({ GREETING: 'hello' });
  expect(await greeting(process)).toBe('hello');
  await process.restart();
  expect(await greeting(process)).toBe('none');
});
