import type { Snapshot } from '../snapshot.ts';
import type { Moment, Violation } from '../violation.ts';

/**
 * 5. Every parked message is explained, and no rule of inbox and outbox is broken; at rest outboxes are drained, and what
 * was sent is handled.
 */
export function messageViolations(snapshot: Snapshot, moment: Moment): Violation[] {
  const unexplained = snapshot.parked
    .filter(({ explanation }) => explanation === null)
    .map(({ domain, type, reason }) => violation(`${domain} has parked ${type}: ${reason}`));
  const breaches = snapshot.breaches.map((breach) => ({ invariant: 'messages-settle' as const, ...breach }));
  if (moment === 'at-work') return [...unexplained, ...breaches];
  const waiting = snapshot.sent
    .filter(({ isPublished }) => !isPublished)
    .map(({ domain, type }) => violation(`${type} is still in the outbox of ${domain}`));
  return [...unexplained, ...breaches, ...waiting, ...unhandled(snapshot)];
}

function unhandled({ sent, handled, parked, routes }: Snapshot): Violation[] {
  const done = new Set(
    [...handled, ...parked].map(({ domain, type, businessId }) => `${domain} ${type} ${businessId}`),
  );
  const readers = Map.groupBy(routes, ({ type }) => type);
  return sent.flatMap(({ type, businessId }) =>
    (readers.get(type) ?? [])
      .filter(({ domain }) => !done.has(`${domain} ${type} ${businessId}`))
      .map(({ domain }) => violation(`${domain} has never handled ${type} of ${businessId}`)),
  );
}

function violation(message: string): Violation {
  return { invariant: 'messages-settle', message };
}
