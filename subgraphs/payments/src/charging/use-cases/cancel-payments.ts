import type { Transaction } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import { cancelled } from '../rules/payment-messages.ts';
import { requestCancel } from '../rules/request-cancel.ts';
import { leaseEnd } from '../rules/schedule.ts';
import type { CommandsDone } from './authorize-payments.ts';
import type { Dependencies } from './dependencies.ts';

/** A payment that is to be voided or refunded. */
export interface CancelCommand {
  readonly paymentId: string;
  readonly orderId: string;
}

/** Makes it payments' goal to be voided or refunded; a tombstone keeps one that has not begun from ever beginning. */
export async function cancelPayments(
  { paymentsWithin, now }: Pick<Dependencies, 'paymentsWithin' | 'now'>,
  commands: readonly CancelCommand[],
  tx: Transaction<Tables>,
): Promise<CommandsDone> {
  const payments = paymentsWithin(tx);
  const ids = commands.map(({ paymentId }) => paymentId);
  await payments.lockIds(ids);
  const found = await payments.lockPayments(ids);
  await payments.leaveTombstones(commands.filter(({ paymentId }) => !found.has(paymentId)));
  const requested = [...found.values()].map((before) => ({ before, ...requestCancel(before) }));
  const changed = requested.filter(({ before, payment }) => payment !== before);
  const next = { attempts: 0, nextAttemptAt: leaseEnd(now()) };
  await payments.savePayments(changed.map(({ payment }) => ({ payment, next })));
  const answers = new Map(requested.map(({ payment, messages }) => [payment.id, messages]));
  return {
    replies: commands.map(
      ({ paymentId: id, orderId }) => answers.get(id) ?? [cancelled({ id, orderId }, 'nothing-to-undo')],
    ),
    toPursue: changed.map(({ before, payment }) => ({ ...before, ...payment })),
  };
}
