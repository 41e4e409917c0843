const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

/** Within a month what somebody asks about their data has to be done (GDPR, article 12). */
export const dueMs = 30 * dayMs;
/** For how long an export can be read. */
export const exportTtlMs = 7 * dayMs;
/** How many exports one person is given in a day. */
export const exportsPerDay = 3;
export const exportWindowMs = dayMs;
/** For how long it is kept that a request was fulfilled: until nobody can ask for a proof of it any more. */
export const requestKeptMs = 3 * 365 * dayMs;

/** When the domains that have not answered are asked again: soon at first, then once a day. */
export function nextAsking(round: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(5 * 60_000 * 4 ** (round - 1), dayMs));
}

/** A request as its status follows from it. */
interface Progress {
  readonly completedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly dueAt: Date;
}

/** Where a request stands. An export that has expired cannot be read any more. */
export function statusOf(
  { completedAt, expiresAt }: Progress,
  now: Date,
): 'IN_PROGRESS' | 'COMPLETED' | 'EXPIRED' {
  if (completedAt === null) return 'IN_PROGRESS';
  return expiresAt !== null && expiresAt <= now ? 'EXPIRED' : 'COMPLETED';
}

/** Whether a request should have been done by now. */
export function isOverdue({ completedAt, dueAt }: Progress, now: Date): boolean {
  return completedAt === null && dueAt <= now;
}
