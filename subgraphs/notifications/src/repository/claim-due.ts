import { leaseSeconds } from '../domain/delivery-policy.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';

/** A mail that is due, claimed by this process. */
export interface DueMail {
  readonly id: string;
  readonly recipient: string;
  readonly title: string;
  readonly body: string;
  readonly html: string;
  /** This attempt included. */
  readonly attempts: number;
}

/** One statement, so that no two senders get the same mail; by the database's clock, which all of them share. */
export function claimDue(prisma: PrismaClient, limit: number): Promise<DueMail[]> {
  return prisma.$queryRaw<DueMail[]>`
    WITH due AS MATERIALIZED (
      SELECT id FROM notifications
      WHERE state = 'PENDING' AND next_attempt_at <= now()
      ORDER BY next_attempt_at
      LIMIT ${limit}::int
      FOR UPDATE SKIP LOCKED
    )
    UPDATE notifications
    SET attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => ${leaseSeconds}::int)
    FROM due WHERE notifications.id = due.id
    RETURNING notifications.id, recipient, title, body, html, attempts`;
}
