import type { Transaction } from '@cartwright/database';
import {
  dataRequestCompleted,
  message,
  type AnsweringDomain,
  type ErasureObstacle,
  type OutgoingMessage,
} from '@cartwright/events';
import type { Tables } from '../../generated/tables.ts';
import { completeRequest, lockUnderWay, type DataRequest } from '../repository/requests.ts';
import { areAllDone, saveStep } from '../repository/steps.ts';

/** What a domain says that it has done; `waitsFor` is why nothing can be erased there yet. */
export interface DomainAnswer {
  readonly requestId: string;
  readonly domain: AnsweringDomain;
  readonly waitsFor: ErasureObstacle | null;
}

/** Notes what a domain has done; with the last one the request is. An answer to a request that is done says nothing new. */
export async function noteAnswer(
  tx: Transaction<Tables>,
  { requestId, domain, waitsFor }: DomainAnswer,
  now: Date,
): Promise<OutgoingMessage[]> {
  const request = await lockUnderWay(tx, requestId);
  if (request === undefined) return [];
  const state = waitsFor === null ? 'DONE' : 'HELD_UP';
  await saveStep(tx, { requestId, domain, state, waitsFor, changedAt: now });
  return (await areAllDone(tx, requestId)) ? complete(tx, request, now) : [];
}

/** It is the last time that the address of somebody who is erased is known. */
async function complete(
  tx: Transaction<Tables>,
  { id: requestId, kind, userId: customerId, email, locale, expiresAt }: DataRequest,
  now: Date,
): Promise<OutgoingMessage[]> {
  await completeRequest(tx, requestId, now);
  if (email === null) return [];
  const until = expiresAt?.toISOString() ?? null;
  return [message(dataRequestCompleted, { requestId, kind, customerId, email, locale, expiresAt: until })];
}
