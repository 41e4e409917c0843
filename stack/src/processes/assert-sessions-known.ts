import { z } from 'zod';

const healthSchema = z
  .object({ checks: z.object({ sessions: z.object({ status: z.string() }) }).partial() })
  .partial();

/**
 * Fails while a process has not been told yet which sessions have ended: it is ready, and answers every token with "try again".
 * Whoever checks no tokens has nothing to be told.
 */
export async function assertSessionsKnown(url: string): Promise<void> {
  const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5000) });
  const { checks } = healthSchema.parse(await response.json());
  const { status = 'up' } = checks?.sessions ?? {};
  if (status !== 'up') throw new Error(`${url} has not been told which sessions have ended.`);
}
