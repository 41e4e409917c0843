import type { Transaction } from '@cartwright/database';
import { hashOpaqueToken, newOpaqueToken, type Viewer } from '@cartwright/identity';
import { deleteExportParts } from '@cartwright/subgraph';
import type { Tables } from '../../generated/tables.ts';
import { prove, type FactorJudgement, type Proof } from '../../second-factors/door.ts';
import { revokeSessions } from '../../sessions/door.ts';
import { forgetImported } from '../../transfer/door.ts';
import { closeAccount, lockAccount, type UserRecord } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { findGuestIds, forgetPerson } from '../repository/persons.ts';
import { deleteExports, insertRequest, type DataRequest } from '../repository/requests.ts';
import { insertSteps } from '../repository/steps.ts';
import { askDomains } from './ask-domains.ts';
import { newRequest, stepsOf } from './request-export.ts';

export type RequestErasureOutcome =
  | { readonly kind: 'requested'; readonly request: DataRequest; readonly token: string }
  | { readonly kind: 'staff' }
  | Exclude<FactorJudgement, { kind: 'right' }>;

/**
 * Ends an account for good and has every domain erase whose it was. A guest proves with their token alone that it is they: they
 * have nothing else. `token` is all that is left with which the erasure can be followed. @throws UNAUTHENTICATED, RATE_LIMITED
 */
export async function requestErasure(
  dependencies: Dependencies,
  { viewer, proof }: { readonly viewer: Viewer; readonly proof: Proof },
): Promise<RequestErasureOutcome> {
  if (viewer.role === 'STAFF') return { kind: 'staff' };
  if (viewer.role !== 'GUEST') {
    const judged = await prove(dependencies, viewer, proof);
    if (judged.kind !== 'right') return judged;
  }
  const outcome = await erase(dependencies, viewer.id);
  await dependencies.ends.refresh();
  return outcome;
}

function erase(
  dependencies: Pick<Dependencies, 'transact' | 'now' | 'newId' | 'erasedAddressesKey'>,
  userId: string,
): Promise<RequestErasureOutcome> {
  const { transact, now, newId, erasedAddressesKey } = dependencies;
  return transact(async (tx, send) => {
    const user = await lockAccount(tx, userId);
    if (user.role === 'STAFF') return { kind: 'staff' };
    const token = newOpaqueToken();
    const tokenHash = hashOpaqueToken(token);
    const request = newRequest({ id: newId(), kind: 'ERASURE', user, expiresAt: null, tokenHash }, now());
    await forget(tx, user, { now: now(), erasedAddressesKey });
    await insertRequest(tx, request);
    await insertSteps(tx, stepsOf(request));
    send(await askDomains(tx, request));
    return { kind: 'requested', request, token };
  });
}

/** Accounts' own part: at once, since nobody must sign in any more and the address is free for a new account. */
async function forget(
  tx: Transaction<Tables>,
  { id, email, emailVerifiedAt }: UserRecord,
  { now, erasedAddressesKey }: { readonly now: Date; readonly erasedAddressesKey: string },
): Promise<void> {
  const ids = [id, ...(await findGuestIds(tx, id))];
  for (const userId of ids) await revokeSessions(tx, { userId }, now);
  await deleteExports(tx, id); // first: what is being put together for one right now is there afterwards
  await deleteExportParts(tx, ids);
  await closeAccount(tx, id, now);
  const isProved = emailVerifiedAt !== null;
  await forgetPerson(tx, { ids, provenEmail: isProved ? email : null });
  await forgetImported(tx, { ids, email, isProved, at: now }, erasedAddressesKey);
}
