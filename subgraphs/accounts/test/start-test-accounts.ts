import {
  startTestIssuer,
  startTestSubgraph,
  type GraphqlAnswer,
  type TestSubgraph,
} from '@cartwright/testing';
import { sql } from 'kysely';
import { accounts } from '../src/app.ts';
import { PrismaClient } from '../src/generated/prisma/client.ts';
import type { Tables } from '../src/generated/tables.ts';

/** An accounts subgraph on a database of its own; it checks the tokens that it has made itself. */
export interface TestAccounts extends Omit<TestSubgraph<Tables, PrismaClient>, 'graphql'> {
  readonly graphql: (query: string, variables?: object, token?: string) => Promise<GraphqlAnswer>;
  /** How many messages of that type were ever sent. */
  readonly countSent: (type: string) => Promise<number>;
  /**
   * The clock that it goes by. It begins with a code of authenticator apps and moves a millisecond at each look, so
   * that no code ends between being shown and being typed, however slow the machine.
   */
  readonly now: () => Date;
  readonly advanceDays: (days: number) => void;
  readonly advanceSeconds: (seconds: number) => void;
}

/** How long an authenticator app shows a code. Source: RFC 6238, 5.2. */
const codePeriodMs = 30_000;
const dayMs = 24 * 60 * 60 * 1000;

/** Starts accounts on a free port. */
export async function startTestAccounts({
  natsUrl,
  env = {},
}: { natsUrl?: string; env?: Readonly<Record<string, string>> } = {}): Promise<TestAccounts> {
  let nowMs = codePeriodMs * Math.floor(Date.now() / codePeriodMs);
  const now = () => new Date(nowMs++);
  const subgraph = await startTestSubgraph(
    { ...accounts, PrismaClient },
    {
      natsUrl,
      env: {
        TOKEN_PRIVATE_KEY: await newPrivateKey(),
        SECOND_FACTOR_KEYS: 'a key that only tests know',
        ERASED_ADDRESSES_KEY: 'another key that only tests know',
        ...env,
      },
      now,
    },
  );
  return {
    ...subgraph,
    graphql: async (query, variables = {}, token?: string) => {
      const login = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const response = await subgraph.signedPost('/graphql', { query, variables }, login);
      return (await response.json()) as GraphqlAnswer;
    },
    countSent: async (type) => {
      const { rows } = await sql<{ sent: number }>`
        SELECT count(*)::int4 AS sent FROM messaging.outbox WHERE type = ${type}
      `.execute(subgraph.database.statements);
      return rows[0]?.sent ?? 0;
    },
    now,
    advanceDays: (days) => {
      nowMs += days * dayMs;
    },
    advanceSeconds: (seconds) => {
      nowMs += seconds * 1000;
    },
  };
}

async function newPrivateKey(): Promise<string> {
  await using issuer = await startTestIssuer();
  return issuer.privateKeyJson;
}
