import type { Observation, Snapshot, SnapshotOrder } from '../snapshot.ts';
import type { Moment, Violation } from '../violation.ts';

const final: ReadonlySet<string> = new Set(['CANCELLED', 'DELIVERED', 'RETURNED', 'REFUNDED']);

/**
 * 7. A timeline has no gaps and one end; every subscriber, also one that reconnects, sees a rising version without gaps,
 * and one that stays sees the end once.
 */
export function observationViolations({ orders, observations }: Snapshot, moment: Moment): Violation[] {
  const byId = new Map(orders.map((order) => [order.id, order]));
  return [
    ...orders.flatMap(timelineViolations),
    ...observations.flatMap(gapViolations),
    ...(moment === 'at-rest'
      ? observations.flatMap((seen) => endViolations(seen, byId.get(seen.orderId)))
      : []),
  ];
}

function timelineViolations({ id, version, timeline }: SnapshotOrder): Violation[] {
  const isWhole =
    timeline.every((entry, index) => entry.version === index + 1) && timeline.length === version;
  if (!isWhole)
    return [
      violation(
        id,
        `has version ${version} and the timeline ${timeline.map((entry) => entry.version).join(' ')}`,
      ),
    ];
  const ends = timeline.filter(({ status }) => final.has(status)).length;
  return ends > 1 ? [violation(id, `ends ${ends} times`)] : [];
}

function gapViolations({ orderId, subscriber, steps }: Observation): Violation[] {
  const [first] = steps;
  const isRising = steps.every(({ version }, index) => version === (first?.version ?? 0) + index);
  if (isRising) return [];
  return [
    violation(orderId, `showed ${subscriber} the versions ${steps.map(({ version }) => version).join(' ')}`),
  ];
}

function endViolations(
  { orderId, subscriber, steps, isComplete }: Observation,
  order?: SnapshotOrder,
): Violation[] {
  if (!isComplete || order === undefined) return [];
  const last = steps.at(-1)?.version ?? 0;
  if (last === order.version) return [];
  return [violation(orderId, `is at version ${order.version}, and ${subscriber} has seen ${last}`)];
}

function violation(orderId: string, what: string): Violation {
  return { invariant: 'rising-versions', orderId, message: `order ${orderId} ${what}` };
}
