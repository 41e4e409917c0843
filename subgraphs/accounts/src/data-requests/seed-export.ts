import type { Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import { insertRequest } from './repository/requests.ts';
import { insertSteps } from './repository/steps.ts';
import { newRequest, stepsOf } from './use-cases/request-export.ts';
import { exportTtlMs } from './rules.ts';

/** Whose export, and its id. */
export interface SeededExport {
  readonly id: string;
  readonly userId: string;
  readonly locale: string;
}

/** Has a customer ask for their data: as soon as the store runs, its domains put together what they were filled with. No mail is sent. */
export async function seedExport(
  tx: Transaction<Tables>,
  { id, userId, locale }: SeededExport,
  now: Date,
): Promise<void> {
  const expiresAt = new Date(now.getTime() + exportTtlMs);
  const user = { id: userId, email: null, locale };
  const request = newRequest({ id, kind: 'EXPORT', user, expiresAt, tokenHash: null }, now);
  if (await insertRequest(tx, { ...request, askAt: now })) await insertSteps(tx, stepsOf(request));
}
