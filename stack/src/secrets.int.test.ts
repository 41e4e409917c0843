import { mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadSecrets, secretsFile, type Secrets } from './secrets.ts';

let dataDir: string;
const file = (): string => secretsFile(dataDir);

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-secrets-'));
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

it('are generated once, and readable by their owner alone', () => {
  const secrets = loadSecrets(dataDir);
  expect(loadSecrets(dataDir)).toEqual(secrets);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(statSync(path.dirname(file())).mode & 0o777).toBe(0o700);
});

it('move into their private directory from where they were once kept', () => {
  const secrets = loadSecrets(dataDir);
  renameSync(file(), path.join(dataDir, 'secrets.json'));
  expect(loadSecrets(dataDir)).toEqual(secrets);
});

it('give staff a password and a Base32 secret for one-time codes', () => {
  const { password, totpSecret } = loadSecrets(dataDir).sampleStaff;
  expect(password).toMatch(/^s[0-9a-f]{48}$/);
  expect(totpSecret).toMatch(/^[A-Z2-7]{32}$/);
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
