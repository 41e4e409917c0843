import type { Snapshot } from '../snapshot.ts';
import type { Moment, Violation } from '../violation.ts';

/**
 * 5. Every parked message is explained, nothing is handled that was neither sent nor parked, and no rule of inbox and
 * outbox is broken; at rest outboxes are empty, and what was sent is handled.
 */
export function messageViolations(snapshot: Snapshot, moment: Moment): Violation[] {
  const unexplained = snapshot.parked
    .filter(({ explanation }) => explanation === null)
    .map(({ domain, type, reason }) => violation(`${domain} has parked ${type}: ${reason}`));
  const breaches = snapshot.breaches.map((breach) => ({ invariant: 'messages-handled' as const, ...breach }));
  const always = [...unexplained, ...breaches, ...unsent(snapshot)];
  if (moment === 'at-work') return always;
  const waiting = snapshot.sent
    .filter(({ isPublished }) => !isPublished)
    .map(({ domain, type }) => violation(`${type} is still in the outbox of ${domain}`));
  return [...always, ...waiting, ...unhandled(snapshot)];
}

function unsent({ sent, handled, parked, routes }: Snapshot): Violation[] {
  const routed = new Set(routes.map(({ domain, type }) => `${domain} ${type}`));
  const known = businessIdsBy([...sent, ...parked], ({ type }) => type);
  return handled
    .filter(({ type, businessId }) => known.get(type)?.has(businessId) !== true)
    .filter(({ domain, type }) => routed.has(`${domain} ${type}`))
    .map(({ domain, type, businessId }) =>
      violation(`${domain} has handled ${type} of ${businessId}, which nobody sent`),
    );
}

function unhandled({ sent, handled, parked, routes }: Snapshot): Violation[] {
  const done = businessIdsBy([...handled, ...parked], ({ domain, type }) => `${domain} ${type}`);
  const readers = Map.groupBy(routes, ({ type }) => type);
  const missing = sent.flatMap(({ type, businessId }) =>
    (readers.get(type) ?? [])
      .filter(({ domain }) => done.get(`${domain} ${type}`)?.has(businessId) !== true)
      .map(({ domain }) => `${domain} has never handled ${type} of ${businessId}`),
  );
  return [...new Set(missing)].map(violation);
}

function businessIdsBy<Message extends { readonly businessId: string }>(
  messages: readonly Message[],
  groupOf: (message: Message) => string,
): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const message of messages) {
    const group = groupOf(message);
    const known = groups.get(group);
    if (known === undefined) groups.set(group, new Set([message.businessId]));
    else known.add(message.businessId);
  }
  return groups;
}

function violation(message: string): Violation {
  return { invariant: 'messages-handled', message };
}
