import type { Transaction } from '@cartwright/database';
import { domains, type Domain } from '@cartwright/events';
import type { Viewer } from '@cartwright/identity';
import type { Send } from '@cartwright/messaging';
import type { Tables } from '../../generated/tables.ts';
import { lockAccount, type UserRecord } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { findUnderWay, insertRequest, listExportTimes, type DataRequest } from '../repository/requests.ts';
import { insertSteps } from '../repository/steps.ts';
import { dueMs, exportsPerDay, exportTtlMs, exportWindowMs, nextAsking } from '../rules.ts';
import { askDomains, collectOwn } from './ask-domains.ts';

export type RequestExportOutcome =
  | { readonly kind: 'requested'; readonly request: DataRequest }
  | { readonly kind: 'too-many'; readonly retryAt: Date };

/** Asks every domain for what it keeps of somebody; while that is under way it is not asked for twice. @throws UNAUTHENTICATED */
export function requestExport(
  dependencies: Pick<Dependencies, 'transact' | 'now' | 'newId'>,
  { id: userId }: Viewer,
): Promise<RequestExportOutcome> {
  const { transact, now } = dependencies;
  return transact(async (tx, send) => {
    const user = await lockAccount(tx, userId);
    const underWay = await findUnderWay(tx, userId, 'EXPORT');
    if (underWay !== undefined) return { kind: 'requested', request: underWay };
    const [earliest, ...others] = await listExportTimes(
      tx,
      userId,
      new Date(now().getTime() - exportWindowMs),
    );
    if (earliest !== undefined && others.length + 1 >= exportsPerDay)
      return { kind: 'too-many', retryAt: new Date(earliest.getTime() + exportWindowMs) };
    return { kind: 'requested', request: await begin(dependencies, { tx, send }, user) };
  });
}

async function begin(
  { now, newId }: Pick<Dependencies, 'now' | 'newId'>,
  { tx, send }: { readonly tx: Transaction<Tables>; readonly send: Send },
  user: UserRecord,
): Promise<DataRequest> {
  const expiresAt = new Date(now().getTime() + exportTtlMs);
  const request = newRequest({ id: newId(), kind: 'EXPORT', user, expiresAt, tokenHash: null }, now());
  await insertRequest(tx, request);
  await insertSteps(tx, stepsOf(request));
  await collectOwn(tx, request);
  send(await askDomains(tx, request));
  return request;
}

/** A request as it begins. */
export function newRequest(
  {
    user,
    ...request
  }: Pick<DataRequest, 'id' | 'kind' | 'expiresAt' | 'tokenHash'> & {
    readonly user: Pick<UserRecord, 'id' | 'email' | 'locale'>;
  },
  now: Date,
): DataRequest {
  return {
    ...request,
    userId: user.id,
    email: user.email,
    locale: user.locale,
    requestedAt: now,
    dueAt: new Date(now.getTime() + dueMs),
    completedAt: null,
    round: 1,
    askAt: nextAsking(1, now),
  };
}

/** One step for each domain; accounts has done its own at once. */
export function stepsOf({ id: requestId, requestedAt: changedAt }: DataRequest) {
  return domains.map((domain: Domain) => ({
    requestId,
    domain,
    state: domain === 'accounts' ? ('DONE' as const) : ('WAITING' as const),
    waitsFor: null,
    changedAt,
  }));
}
