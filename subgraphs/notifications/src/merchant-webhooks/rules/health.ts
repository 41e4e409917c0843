import { goneStatus, type Answer, type Outcome } from './attempts.ts';

const longestFailureMs = 3 * 24 * 60 * 60_000;
const mostEventsFailed = 20;

/** How a webhook has been doing. */
export interface Health {
  readonly failingSince: Date | null;
  /** How many events were given up in a row. */
  readonly eventsFailed: number;
}

/** How it is doing now, and why it is not to be sent anything more; null while it is. */
export interface JudgedHealth extends Health {
  readonly suspendedReason: string | null;
}

/** How a webhook is doing after an attempt. */
export function healthAfter(
  { failingSince, eventsFailed }: Health,
  { outcome, answer, at }: { readonly outcome: Outcome; readonly answer: Answer; readonly at: Date },
): JudgedHealth {
  if (outcome.state === 'DELIVERED') return { failingSince: null, eventsFailed: 0, suspendedReason: null };
  const health = {
    failingSince: failingSince ?? at,
    eventsFailed: eventsFailed + (outcome.state === 'FAILED' ? 1 : 0),
  };
  return { ...health, suspendedReason: suspendedReason(health, answer, at) };
}

function suspendedReason(
  { failingSince, eventsFailed }: { readonly failingSince: Date; readonly eventsFailed: number },
  { status, error }: Answer,
  at: Date,
): string | null {
  if (status === goneStatus) return 'The receiver answered 410: it wants nothing more.';
  const last = `the last attempt: ${(error ?? '').slice(0, 200)}`;
  if (eventsFailed >= mostEventsFailed) return `${eventsFailed} events in a row were given up; ${last}`;
  return at.getTime() - failingSince.getTime() >= longestFailureMs
    ? `Nothing was delivered for three days; ${last}`
    : null;
}
