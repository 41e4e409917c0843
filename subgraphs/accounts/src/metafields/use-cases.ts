import { recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import {
  changeMetafields,
  checkByRules,
  readMetafieldChanges,
  staffLimits,
  type ChangeMetafieldsOutcome,
  type GivenChanges,
} from '@cartwright/metafields';
import type { Parts } from '../parts.ts';
import { definitions, holdCustomer, ofUsers } from './repository.ts';

/** Which metafields of whom are to be different. */
export interface SetCustomerMetafields extends GivenChanges {
  readonly staffId: string;
  readonly customerId: string;
}

/** What came of it. */
export type SetCustomerMetafieldsOutcome =
  ChangeMetafieldsOutcome | { readonly kind: 'not-found' } | InvalidInput;

/** Changes the metafields of a customer, with its entry in the audit trail. */
export async function setCustomerMetafields(
  { messaging, now }: Pick<Parts, 'messaging' | 'now'>,
  { staffId, customerId, ...input }: SetCustomerMetafields,
): Promise<SetCustomerMetafieldsOutcome> {
  const read = readMetafieldChanges(input, staffLimits);
  if (read.kind === 'invalid-input') return read;
  if (!isId(customerId)) return { kind: 'not-found' };
  const { reason, ...given } = read.value;
  return messaging.transact(async (tx, send) => {
    if (!(await holdCustomer(tx, customerId))) return { kind: 'not-found' };
    const checked = checkByRules(given, await definitions.hold(tx, 'CUSTOMER', given.set));
    if (checked.kind === 'invalid-input') return checked;
    return changeMetafields({
      before: await ofUsers.readOf(tx, customerId),
      changes: checked.value,
      save: (metafields) => ofUsers.saveBeside(tx, customerId, metafields),
      record: async (states) => {
        const action = { staffId, operation: 'customerMetafieldsSet', target: customerId, reason, at: now() };
        await recordStaffAction('accounts', { tx, send }, { ...action, ...states });
      },
    });
  });
}
