import type { Observation, Snapshot, SnapshotOrder } from '../snapshot.ts';
import type { Moment, Violation } from '../violation.ts';

type Step = SnapshotOrder['timeline'][number];

const final: ReadonlySet<string> = new Set(['CANCELLED', 'DELIVERED', 'RETURNED', 'REFUNDED']);

/**
 * 7. A timeline has no gaps and one end. Every subscriber, even after a reconnect, sees versions that rise by one, with the
 * recorded status, and sees the end once if it stays. A client that polls may miss versions.
 */
export function observationViolations({ orders, observations }: Snapshot, moment: Moment): Violation[] {
  const byId = new Map(orders.map((order) => [order.id, order]));
  return [
    ...orders.flatMap(timelineViolations),
    ...observations.flatMap((seen) => {
      const order = byId.get(seen.orderId);
      const found = [...gapViolations(seen), ...(order === undefined ? [] : statusViolations(seen, order))];
      return moment === 'at-work' || order === undefined ? found : [...found, ...endViolations(seen, order)];
    }),
  ];
}

function timelineViolations({ id, version, timeline }: SnapshotOrder): Violation[] {
  const isWhole =
    timeline.every((entry, index) => entry.version === index + 1) && timeline.length === version;
  if (!isWhole) return [violation(id, `has version ${version} and the timeline ${versionsOf(timeline)}`)];
  return countEnds(timeline) > 1 ? [violation(id, `ends ${countEnds(timeline)} times`)] : [];
}

function gapViolations({ orderId, subscriber, steps, isPolling = false }: Observation): Violation[] {
  const isRising = steps.every(({ version }, index) => {
    const before = steps[index - 1]?.version;
    return before === undefined || (isPolling ? version > before : version === before + 1);
  });
  return isRising ? [] : [violation(orderId, `showed ${subscriber} the versions ${versionsOf(steps)}`)];
}

function statusViolations({ subscriber, steps }: Observation, order: SnapshotOrder): Violation[] {
  const stored = new Map(order.timeline.map(({ version, status }) => [version, status]));
  return steps
    .filter(({ version, status }) => stored.get(version) !== status)
    .map(({ version, status }) =>
      violation(
        order.id,
        `showed ${subscriber} ${status} at version ${version}, which is ${stored.get(version) ?? 'none'}`,
      ),
    );
}

function endViolations({ subscriber, steps, isComplete }: Observation, order: SnapshotOrder): Violation[] {
  const last = steps.at(-1)?.version ?? 0;
  if (!isComplete || last === order.version) return [];
  return [violation(order.id, `is at version ${order.version}, and ${subscriber} has seen ${last}`)];
}

function countEnds(steps: readonly Step[]): number {
  return steps.filter(({ status }) => final.has(status)).length;
}

function versionsOf(steps: readonly Step[]): string {
  return steps.map(({ version }) => version).join(' ');
}

function violation(orderId: string, what: string): Violation {
  return { invariant: 'rising-versions', orderId, message: `order ${orderId} ${what}` };
}
