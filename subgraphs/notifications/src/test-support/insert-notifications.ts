import type { PoolDatabase } from '@cartwright/testing';

/** What notifications a test has stored without any message. */
export interface Stock {
  readonly userIds: readonly string[];
  /** For each user. */
  readonly count: number;
  /** SENT when not given. */
  readonly state?: 'SENT' | 'PENDING';
}

const insert = `
INSERT INTO notifications
  (id, business_id, type, channel, state, user_id, recipient, title, body, html, created_at, sent_at, read_at)
SELECT gen_random_uuid(), gen_random_uuid()::text, 'CUSTOMER_WELCOME', 'EMAIL', $3::notification_state, owner.id::uuid,
  'user' || owner.nth || '.' || n || '@example.com', 'No. ' || n, 'Text', '<p>Text</p>',
  timestamptz '2026-01-01' + n / 2 * interval '1 minute',
  CASE WHEN $3 = 'SENT' THEN timestamptz '2026-01-02' END,
  CASE WHEN n % 2 = 0 THEN timestamptz '2026-01-03' END
FROM unnest($1::text[]) WITH ORDINALITY AS owner (id, nth), generate_series(1, $2::int) AS n`;

/** Stores notifications titled `No. 1` and on; two at a time share their moment, every second one is read. */
export async function insertNotifications(database: PoolDatabase, stock: Stock): Promise<void> {
  await database.$executeRawUnsafe(insert, stock.userIds, stock.count, stock.state ?? 'SENT');
}
