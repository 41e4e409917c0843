import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import type { Messaging } from '@cartwright/messaging';
import {
  changeMetafields,
  checkByRules,
  readMetafieldChanges,
  staffLimits,
  type ChangeMetafieldsOutcome,
  type GivenChanges,
} from '@cartwright/metafields';
import { recordStaffAction } from '../audit/door.ts';
import type { Tables } from '../generated/tables.ts';
import { definitions, holdOrder, ofOrders } from './repository.ts';

/** What setting metafields needs. */
export interface Dependencies {
  readonly messaging: Pick<Messaging<Transaction<Tables>>, 'transact'>;
  readonly newId: () => string;
  readonly now: () => Date;
}

/** Which metafields of which order are to be different. */
export interface SetOrderMetafields extends GivenChanges {
  readonly staffId: string;
  readonly orderId: string;
  readonly traceparent: string;
}

/** What came of it. */
export type SetOrderMetafieldsOutcome =
  ChangeMetafieldsOutcome | { readonly kind: 'not-found' } | InvalidInput;

/** Changes the metafields of an order, with its entry in the audit trail. */
export async function setOrderMetafields(
  { messaging, newId, now }: Dependencies,
  { staffId, orderId, traceparent, ...input }: SetOrderMetafields,
): Promise<SetOrderMetafieldsOutcome> {
  const read = readMetafieldChanges(input, staffLimits);
  if (read.kind === 'invalid-input') return read;
  if (!isId(orderId)) return { kind: 'not-found' };
  const { reason, ...given } = read.value;
  return messaging.transact(
    async (tx, send) => {
      if (!(await holdOrder(tx, orderId))) return { kind: 'not-found' };
      const checked = checkByRules(given, await definitions.hold(tx, 'ORDER', given.set));
      if (checked.kind === 'invalid-input') return checked;
      return changeMetafields({
        before: await ofOrders.readOf(tx, orderId),
        changes: checked.value,
        save: (metafields) => ofOrders.saveWithin(tx, orderId, metafields),
        record: async (states) => {
          const action = { id: newId(), staffId, action: 'ORDER_METAFIELDS_SET', at: now() } as const;
          await recordStaffAction({ tx, send }, { ...action, target: orderId, reason, ...states });
        },
      });
    },
    { traceparent },
  );
}
