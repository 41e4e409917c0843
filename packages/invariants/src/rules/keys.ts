import type { Snapshot } from '../snapshot.ts';
import type { Violation } from '../violation.ts';

/** 8. One idempotency key, one order; and what a client was told for it once is what the key stands for. */
export function keyViolations({ accepted, refused, keys }: Snapshot): Violation[] {
  const completed = keys.filter(({ isCompleted }) => isCompleted);
  const standsFor = new Map(completed.map((key) => [nameOf(key), key.orderId]));
  const told = Map.groupBy(accepted, nameOf);
  return [
    ...[...told].flatMap(([key, answers]) =>
      answeredWrongly(key, new Set(answers.map(({ orderId }) => orderId)), standsFor.get(key)),
    ),
    ...refused.flatMap(({ reason, ...key }) => {
      const orderId = standsFor.get(nameOf(key));
      return orderId === undefined || told.has(nameOf(key))
        ? []
        : [violation(orderId, `the buyer of order ${orderId} was told ${reason}`)];
    }),
    ...[...Map.groupBy(completed, ({ orderId }) => orderId)].flatMap(([orderId, owners]) =>
      owners.length > 1 ? [violation(orderId, `order ${orderId} belongs to ${owners.length} keys`)] : [],
    ),
  ];
}

function answeredWrongly(key: string, told: ReadonlySet<string>, kept: string | undefined): Violation[] {
  const [orderId = ''] = told;
  if (told.size > 1) return [violation(orderId, `key ${key} made the orders ${[...told].join(', ')}`)];
  if (orderId === kept) return [];
  return [violation(orderId, `key ${key} made order ${orderId}, and stands for ${kept ?? 'none'}`)];
}

function nameOf({ ownerId, key }: { readonly ownerId: string; readonly key: string }): string {
  return `${ownerId} ${key}`;
}

function violation(orderId: string, message: string): Violation {
  return { invariant: 'one-key-one-order', message, orderId };
}
