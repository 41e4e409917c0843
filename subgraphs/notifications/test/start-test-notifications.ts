import { startTestSubgraph, type TestSubgraph } from '@cartwright/testing';
import { sql } from 'kysely';
import { notifications } from '../src/app.ts';
import { PrismaClient } from '../src/generated/prisma/client.ts';
import type { Tables } from '../src/generated/tables.ts';

/** A notifications subgraph on a database of its own. */
export interface TestNotifications extends TestSubgraph<Tables, PrismaClient> {
  /** Makes every mail that waits for another attempt due at once. */
  readonly makeRetriesDue: () => Promise<void>;
}

/** The servers that it connects to; none by default. */
export interface Surroundings {
  readonly natsUrl?: string;
  readonly now?: () => Date;
  readonly smtpUrl?: string;
  /** Whom webhooks may be sent to; `any` by default. */
  readonly webhookTargets?: 'public' | 'any';
}

/** Starts notifications on a free port. */
export async function startTestNotifications({
  now,
  natsUrl,
  smtpUrl = 'smtp://127.0.0.1:9',
  webhookTargets = 'any',
}: Surroundings = {}): Promise<TestNotifications> {
  const env = {
    ...{ SMTP_URL: smtpUrl, MAIL_FROM: 'Kiln & Co. <store@example.com>' },
    ...{ WEBHOOK_TARGETS: webhookTargets, EVENT_SWEEP_SECONDS: '0.2' },
    ...{ SHOP_NAME: 'Kiln & Co.', SHOP_URL: 'https://shop.example/', MAIL_UNSUBSCRIBE: 'stop@example.com' },
  };
  const subgraph = await startTestSubgraph({ ...notifications, PrismaClient }, { natsUrl, env, now });
  const { statements } = subgraph.database;
  return {
    ...subgraph,
    makeRetriesDue: async () => {
      await statements
        .updateTable('notifications')
        .set({ nextAttemptAt: sql`now()` })
        .where('state', '=', 'PENDING')
        .where('lastError', 'is not', null)
        .execute();
    },
  };
}
