import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { repositoryRoot } from '../repository-root.ts';

/** What `npm start` says, and how it ends, before it opens anything. */
function start(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const script = path.join(repositoryRoot, 'stack/src/start.ts');
  const variables = { ...process.env, CARTWRIGHT_DATA_DIR: '/dev/null/none', ...env };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    env: variables,
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

it.each([
  [['--host', '192.168.1.20:4000'], {}, "option '--host <address>' argument '192.168.1.20:4000' is invalid."],
  [['--host', '192.0.2.77'], {}, 'This machine has no address 192.0.2.77.'],
  [['--public-url', 'shop.example'], {}, 'A URL that begins with https:// or http:// is expected'],
  [[], { CARTWRIGHT_HOST: 'http://x' }, "value 'http://x' from env 'CARTWRIGHT_HOST' is invalid."],
  [[], { CARTWRIGHT_PUBLIC_URL: 'x' }, "value 'x' from env 'CARTWRIGHT_PUBLIC_URL' is invalid."],
  [['--port', '6000'], {}, 'No browser opens port 6000.'],
  [['--port', 'x'], {}, 'A whole number from 1 to 65535 is expected.'],
  [[], { CARTWRIGHT_HOST: '', CARTWRIGHT_PUBLIC_URL: '' }, 'cannot be written'],
])('%j with %j is answered in a sentence', (args, env, sentence) => {
  const { status, said } = start(args, env);
  expect(said).toContain(sentence);
  expect(said).not.toMatch(/^\s+at /m);
  expect(status).toBe(1);
});

it('explains itself', () => {
  const { status, said } = start(['--help']);
  for (const option of ['--products', '--port', '--host', '--public-url']) expect(said).toContain(option);
  expect(status).toBe(0);
});
