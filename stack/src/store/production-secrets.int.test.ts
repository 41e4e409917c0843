import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { domains, perDomain } from '@cartwright/events';
import { externalService, natsUrls, postgresUrl, redisUrls } from '@cartwright/servers';
import { afterAll, describe, expect, it } from 'vitest';
import { localAddress } from '../addresses/store-address.ts';
import type { ProcessSpec } from '../processes/store-process.ts';
import { loadSecrets } from '../secrets.ts';
import { storePlan } from './store-plan.ts';

const dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-known-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const secrets = loadSecrets(dataDir);
const port = 9;
const processes = storePlan({
  dataDir,
  mode: 'production',
  ports: Object.fromEntries(
    [...domains, 'gateway', 'simulator', 'mailbox', 'smtp'].map((name) => [name, port]),
  ),
  publicUrl: 'http://localhost:9',
  secrets,
  services: {
    postgres: externalService('PostgreSQL', postgresUrl(secrets.superuserPassword, port)),
    redis: {
      ...externalService('Redis', 'redis://localhost:9'),
      urlFor: redisUrls(secrets.redisPasswords, port),
    },
    nats: { ...externalService('NATS', 'nats://localhost:9'), urlFor: natsUrls(secrets.natsPasswords, port) },
  },
  databaseUrls: perDomain(
    (domain) => `postgresql://${domain}:${secrets.databasePasswords[domain]}@localhost:9/x`,
  ),
  replicas: {},
  env: {},
  address: localAddress,
}).flat();

const ownSecret = /s[0-9a-f]{48}/;
const known = 'development-only-webhook-secret';
const knownKey = JSON.stringify({
  crv: 'Ed25519',
  d: '615DnLg8H9a0VLy7pakxASPzGvE3uTyKiURZHrfgTKw',
  x: 'e61naZDP_XQVnkJODb5RRtla0WtcfdTvBqxI8TPc9LI',
  kty: 'OKP',
});

/** The process's environment with a value that everybody knows in place of each of its secrets. */
function knownSecrets({ env }: ProcessSpec): Record<string, string> {
  const replaced = Object.entries(env).flatMap(([name, value]): [string, string][] => {
    if (name === 'TOKEN_PRIVATE_KEY') return [[name, knownKey]];
    return ownSecret.test(value) ? [[name, value.replace(ownSecret, known)]] : [];
  });
  return Object.fromEntries(replaced);
}

function run({ script, env }: ProcessSpec, more: Record<string, string>) {
  const variables = { PATH: process.env['PATH'], ...env, ...more };
  return new Promise<{ code: unknown; said: string }>((resolve) => {
    execFile(process.execPath, [script], { env: variables }, (error, stdout, stderr) =>
      resolve({ code: error?.code, said: stdout + stderr }),
    );
  });
}

describe('in production, with secrets that everybody knows', () => {
  const holders = processes.filter((one) => Object.keys(knownSecrets(one)).length > 0);

  it('are all processes that hold one', () => {
    expect(holders.map(({ name }) => name)).toEqual(['simulator', ...domains, 'gateway']);
  });

  it.each(holders)('$name does not start, and names each of them', async (one) => {
    const replaced = knownSecrets(one);
    const { code, said } = await run(one, replaced);
    expect(code).toBe(1);
    for (const name of Object.keys(replaced)) expect(said).toContain(`${name} is known to everybody`);
    for (const secret of [known, '615DnLg8H9a0']) expect(said).not.toContain(secret);
  });
});
