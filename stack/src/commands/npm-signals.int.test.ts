import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { repositoryRoot } from '../repository-root.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'cartwright-npm-signals-'));
  const handOver = path.join(repositoryRoot, 'scripts/hand-over.mjs');
  const files = {
    'package.json': JSON.stringify({ scripts: { start: 'exec node launcher.mjs' } }),
    'launcher.mjs': `import { handOver } from ${JSON.stringify(handOver)};
      handOver({ root: import.meta.dirname, node: process.execPath, script: 'store.mjs', args: [] });`,
    'store.mjs': `for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit());
      process.once('disconnect', () => process.exit());
      process.stdout.write('open');
      setInterval(() => {}, 1000);`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(directory, name), text);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
  'what npm runs ends when npm alone gets %s',
  async (signal) => {
    const npm = spawn('npm', ['start', '--silent'], { cwd: directory, stdio: ['ignore', 'pipe', 'inherit'] });
    await once(npm.stdout, 'data');
    npm.kill(signal);
    npm.stdout.resume();
    await once(npm.stdout, 'end'); // whoever writes to it has ended
  },
);

it('every command of the launcher takes the place of npm’s shell, which would keep signals to itself', () => {
  const manifest = readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8');
  const { scripts } = JSON.parse(manifest) as { scripts: Record<string, string> };
  const launched = Object.values(scripts).filter((script) => script.includes('bootstrap.mjs'));
  expect(launched.length).toBeGreaterThan(3);
  for (const script of launched) expect(script).toMatch(/^exec node /);
});
