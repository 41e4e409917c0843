import { execFile } from 'node:child_process';
import path from 'node:path';
import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { temporaryDirectory, waitFor } from '@cartwright/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { queryDomain } from '../support/query-domain.ts';
import { findVariant } from '../support/shopper.ts';
import { adjustStock } from '../support/staff.ts';

const root = path.resolve(import.meta.dirname, '../..');

interface Verified {
  readonly code: number | string | null | undefined;
  /** What it says of one domain. */
  readonly of: (domain: string) => string;
  readonly said: string;
}

/** Runs the command as an operator does. */
function verify(dataDir: string, ...args: readonly string[]): Promise<Verified> {
  const env = { ...process.env, CARTWRIGHT_DATA_DIR: dataDir };
  return new Promise((resolve) => {
    execFile(
      'npm',
      ['run', '--silent', 'audit:verify', '--', ...args],
      { cwd: root, env },
      (error, out, err) => {
        const of = (domain: string) => out.split('\n').find((line) => line.startsWith(`${domain} `)) ?? '';
        resolve({ code: error === null ? 0 : error.code, of, said: out + err });
      },
    );
  });
}

const signIn = `mutation ($input: SessionCreateInput!) { result: sessionCreate(input: $input) {
  ... on SessionCreateSuccess { tokens { accessToken } } ... on SecondFactorRequiredError { challenge } } }`;
const confirm = `mutation ($input: SessionSecondFactorConfirmInput!) {
  result: sessionSecondFactorConfirm(input: $input) { ... on SessionCreateSuccess { tokens { accessToken } } } }`;

interface SignIn {
  readonly result: { readonly challenge?: string; readonly tokens?: { readonly accessToken: string } };
}

async function staffOf(store: TestStore, production: boolean): Promise<GraphqlClient> {
  const visitor = graphqlClient(store.graphqlUrl);
  const password = production ? store.staff.password : 'let-me-work-2026';
  let { result } = await visitor.ask<SignIn>(signIn, { input: { email: 'staff@example.com', password } });
  if (result.challenge !== undefined) {
    const input = { challenge: result.challenge, code: await store.staffCode() };
    ({ result } = await visitor.ask<SignIn>(confirm, { input }));
  }
  return visitor.withToken(result.tokens?.accessToken ?? '');
}

/** A chain of other entries that is whole in itself: what somebody writes who knows how the hashes are made. */
const anotherChain = `
TRUNCATE audit.entries;
SET session_replication_role = origin;
INSERT INTO audit.entries (id, staff_id, operation, outcome, at)
SELECT gen_random_uuid(), gen_random_uuid(), 'variantStockAdjust', 'DONE', now() FROM generate_series(1, 3)`;

const tamperings = [
  ['changed', 'UPDATE audit.entries SET after = NULL WHERE position = 2', /entry 2 .*was changed/],
  ['taken out', 'DELETE FROM audit.entries WHERE position = 2', /entry 2 is missing/],
  ['cut off', 'DELETE FROM audit.entries WHERE position > 1', /entry 2 is missing/],
  ['emptied', 'DELETE FROM audit.entries', /entry 1 is missing/],
  [
    'reordered',
    'UPDATE audit.entries SET position = -position; UPDATE audit.entries SET position = CASE position WHEN -1 THEN 1 WHEN -2 THEN 3 ELSE 2 END',
    /entry 2 .*was changed/,
  ],
  ['replaced', anotherChain, /entry 1 .*is not the one that was witnessed/],
] as const;

describe.each([
  ['development', false],
  ['production', true],
] as const)('npm run audit:verify of a store in %s', (mode, production) => {
  const directory = temporaryDirectory(`audit-${mode}`);
  const args = production ? ['--production'] : [];
  let store: TestStore;

  beforeAll(async () => {
    store = await startTestStore({ dataDir: directory.path, production });
    const staff = await staffOf(store, production);
    const variant = await findVariant(staff, 10);
    for (const delta of [3, 4, 5]) await adjustStock(staff, variant.id, delta);
    const seen = `SELECT 1 FROM audit.witnesses WHERE domain = 'products'`;
    await waitFor(async () => (await queryDomain(store, 'orders', seen)).length === 3);
  });
  afterAll(async () => {
    await store.stop();
    directory.remove();
  });

  /** What somebody does who is PostgreSQL's superuser. */
  async function tamper(sql: string): Promise<void> {
    const url = new URL(store.services.postgres.url);
    url.pathname = '/cartwright_products';
    const client = new Client({ connectionString: url.href });
    await client.connect();
    try {
      await client.query(`SET session_replication_role = replica; ${sql}`);
    } finally {
      await client.end();
    }
  }

  it('finds all of them whole', async () => {
    const { code, of, said } = await verify(directory.path, ...args);
    expect(of('products'), said).toMatch(/whole: 3 entries, 3 of them witnessed by orders$/);
    expect(code).toBe(0);
  });

  // How a trail is read is the same in both; that the command reaches it is tried in each.
  it.each(production ? tamperings : tamperings.slice(0, 1))(
    'finds a trail that was %s',
    async (_how, sql, says) => {
      await tamper('CREATE TABLE kept AS SELECT * FROM audit.entries');
      await tamper(sql);
      const { code, of } = await verify(directory.path, ...args);
      await tamper('TRUNCATE audit.entries; INSERT INTO audit.entries SELECT * FROM kept; DROP TABLE kept');
      expect(of('products')).toMatch(says);
      expect(of('carts')).toMatch(/whole/);
      expect(code).toBe(1);
      expect((await verify(directory.path, ...args)).code).toBe(0);
    },
  );

  it('is not taken for whole where nothing was read', async () => {
    await store.services.postgres.stop();
    const { code, said } = await verify(directory.path, ...args);
    expect(said).not.toContain('whole');
    expect(code).toBe(2);
  });
});

it('says that there is no store', async () => {
  const directory = temporaryDirectory('audit-nothing');
  const { code, said } = await verify(directory.path);
  directory.remove();
  expect(said).toContain('No store has been started');
  expect(code).toBe(2);
});
