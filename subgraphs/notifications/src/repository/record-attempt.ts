import type { PrismaClient } from '../generated/prisma/client.ts';
import type { DueMail } from './claim-due.ts';

/** Records that a mail is out, whoever holds it by now. */
export async function markSent(
  prisma: PrismaClient,
  { id }: Pick<DueMail, 'id'>,
  sentAt: Date,
): Promise<void> {
  await prisma.notification.updateMany({
    where: { id, state: { not: 'SENT' } },
    data: { state: 'SENT', sentAt, lastError: null },
  });
}

/** What came of an attempt that failed. */
export interface FailedAttempt {
  readonly error: string;
  /** Null to give up. */
  readonly retryInSeconds: number | null;
}

/** Records that an attempt failed, unless another sender has taken the mail over since. */
export async function markFailed(
  prisma: PrismaClient,
  { id, attempts }: Pick<DueMail, 'id' | 'attempts'>,
  { error, retryInSeconds }: FailedAttempt,
): Promise<void> {
  await prisma.$executeRaw`
    UPDATE notifications
    SET last_error = ${error},
        state = CASE WHEN ${retryInSeconds}::int IS NULL THEN 'FAILED' ELSE state END,
        next_attempt_at = now() + make_interval(secs => coalesce(${retryInSeconds}::int, 0))
    WHERE id = ${id}::uuid AND state = 'PENDING' AND attempts = ${attempts}::int`;
}
