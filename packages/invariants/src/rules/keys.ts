import type { Snapshot } from '../snapshot.ts';
import type { Violation } from '../violation.ts';

/**
 * 8. One idempotency key, one order; the order that a client got for its key is the one stored with the key, unless the client's
 * keys were erased.
 */
export function keyViolations({ accepted: all, refused, keys, erasures }: Snapshot): Violation[] {
  const erased = new Set(erasures.flatMap(({ personIds }) => personIds));
  const accepted = all.filter(({ ownerId }) => !erased.has(ownerId));
  const completed = keys.filter(({ isCompleted }) => isCompleted);
  const stored = new Map(completed.map((key) => [nameOf(key), key.orderId]));
  const answered = Map.groupBy(accepted, nameOf);
  return [
    ...[...answered].flatMap(([key, answers]) =>
      answeredWrongly(key, new Set(answers.map(({ orderId }) => orderId)), stored.get(key)),
    ),
    ...refused.flatMap(({ reason, ...key }) => {
      const orderId = stored.get(nameOf(key));
      return orderId === undefined || answered.has(nameOf(key))
        ? []
        : [violation(orderId, `the buyer of order ${orderId} got ${reason}`)];
    }),
    ...[...Map.groupBy(completed, ({ orderId }) => orderId)].flatMap(([orderId, owners]) =>
      owners.length > 1 ? [violation(orderId, `order ${orderId} belongs to ${owners.length} keys`)] : [],
    ),
  ];
}

function answeredWrongly(key: string, answered: ReadonlySet<string>, kept: string | undefined): Violation[] {
  const [orderId = ''] = answered;
  if (answered.size > 1)
    return [violation(orderId, `key ${key} made the orders ${[...answered].join(', ')}`)];
  if (orderId === kept) return [];
  return [violation(orderId, `key ${key} made order ${orderId}, and stands for ${kept ?? 'none'}`)];
}

function nameOf({ ownerId, key }: { readonly ownerId: string; readonly key: string }): string {
  return `${ownerId} ${key}`;
}

function violation(orderId: string, message: string): Violation {
  return { invariant: 'one-key-one-order', message, orderId };
}
