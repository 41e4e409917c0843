import type { Snapshot } from '../snapshot.ts';
import type { Violation } from '../violation.ts';

/** 8. One idempotency key, one order; and what a client was told for it once is what the key stands for. */
export function keyViolations({ accepted, keys }: Snapshot): Violation[] {
  const told = Map.groupBy(accepted, ({ ownerId, key }) => `${ownerId} ${key}`);
  const several = [...told].flatMap(([key, answers]) => {
    const orderIds = [...new Set(answers.map(({ orderId }) => orderId))];
    return orderIds.length > 1
      ? [violation(orderIds[0], `key ${key} made the orders ${orderIds.join(', ')}`)]
      : [];
  });
  const completed = keys.filter(({ isCompleted }) => isCompleted);
  const shared = [...Map.groupBy(completed, ({ orderId }) => orderId)].flatMap(([orderId, owners]) =>
    owners.length > 1 ? [violation(orderId, `order ${orderId} belongs to ${owners.length} keys`)] : [],
  );
  return [...several, ...shared];
}

function violation(orderId: string | undefined, message: string): Violation {
  return { invariant: 'one-key-one-order', message, ...(orderId === undefined ? {} : { orderId }) };
}
