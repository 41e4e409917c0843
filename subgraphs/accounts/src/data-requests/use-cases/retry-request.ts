import { isId } from '@cartwright/graph';
import { recordAction, type Actor } from '../../roles/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { findRequests, lockUnderWay, type DataRequest } from '../repository/requests.ts';
import { askAnew } from './ask-domains.ts';

/** A member of the staff who has the domains asked at once. */
export interface Retrial {
  readonly by: Actor;
  readonly id: string;
}

export type RetryRequestOutcome =
  { readonly kind: 'asked'; readonly request: DataRequest } | { readonly kind: 'not-found' };

/** Asks those domains again now that have not done what somebody asked about their data. */
export function retryRequest(
  dependencies: Pick<Dependencies, 'transact' | 'now'>,
  { by, id }: Retrial,
): Promise<RetryRequestOutcome> {
  const { transact, now } = dependencies;
  return transact(async (tx, send) => {
    const request = isId(id) ? await lockUnderWay(tx, id) : undefined;
    if (request === undefined) return { kind: 'not-found' };
    send(await askAnew(tx, request, now()));
    const [asked] = await findRequests(tx, [id]);
    const [before, after] = [{ round: request.round }, { round: request.round + 1 }];
    const action = { by, operation: 'dataRequestRetry', target: id, before, after };
    await recordAction(dependencies, { tx, send }, action);
    return { kind: 'asked', request: asked ?? request };
  });
}
