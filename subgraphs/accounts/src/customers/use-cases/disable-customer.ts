import { isId } from '@cartwright/graph';
import { recordAction, type Actor } from '../../roles/door.ts';
import { revokeSessions } from '../../sessions/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { setCustomerDisabled } from '../repository/customers.ts';

/** Whom a member of the staff keeps out, or lets in again. */
export interface CustomerAccess {
  readonly by: Actor;
  readonly id: string;
  readonly isDisabled: boolean;
}

export type SetAccessOutcome = { readonly kind: 'saved' | 'not-found' };

/** Keeps a customer out, whose sessions end, or lets them in again. */
export async function setAccess(
  dependencies: Dependencies,
  { by, id, isDisabled }: CustomerAccess,
): Promise<SetAccessOutcome> {
  if (!isId(id)) return { kind: 'not-found' };
  const { transact, ends, now } = dependencies;
  const isSaved = await transact(async (tx, send) => {
    if (!(await setCustomerDisabled(tx, id, isDisabled ? now() : null))) return false;
    if (isDisabled) await revokeSessions(tx, { userId: id }, now());
    const operation = isDisabled ? 'customerDisable' : 'customerEnable';
    await recordAction(
      dependencies,
      { tx, send },
      {
        ...{ by, operation, target: id },
        after: { isDisabled },
      },
    );
    return true;
  });
  if (isDisabled) await ends.refresh();
  return { kind: isSaved ? 'saved' : 'not-found' };
}
