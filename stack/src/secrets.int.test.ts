import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadSecrets, type Secrets } from './secrets.ts';

let dataDir: string;
const file = (): string => path.join(dataDir, 'secrets.json');

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-secrets-'));
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

it('are generated once, and readable by their owner alone', () => {
  const secrets = loadSecrets(dataDir);
  expect(loadSecrets(dataDir)).toEqual(secrets);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

it('are completed for a domain that was added later, and keep the others', () => {
  const before = loadSecrets(dataDir);
  const older = JSON.parse(readFileSync(file(), 'utf8')) as Record<string, Record<string, string>>;
  delete older['databasePasswords']?.['orders'];
  delete older['natsPasswords']?.['orders'];
  writeFileSync(file(), JSON.stringify(older));
  const after = loadSecrets(dataDir);
  expect(after.databasePasswords.orders).toMatch(/^s[0-9a-f]{48}$/);
  expect(after.natsPasswords.orders).toMatch(/^s[0-9a-f]{48}$/);
  expect(withoutOrders(after)).toEqual(withoutOrders(before));
  expect(loadSecrets(dataDir)).toEqual(after);
});

function withoutOrders(secrets: Secrets): unknown {
  const hidden = { orders: 'hidden' };
  return {
    ...secrets,
    databasePasswords: { ...secrets.databasePasswords, ...hidden },
    natsPasswords: { ...secrets.natsPasswords, ...hidden },
  };
}
