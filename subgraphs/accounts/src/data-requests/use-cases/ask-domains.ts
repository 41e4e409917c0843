import type { Transaction } from '@cartwright/database';
import { dataExportRequested, message, userDeleted, type OutgoingMessage } from '@cartwright/events';
import { saveExportPart } from '@cartwright/subgraph';
import type { Tables } from '../../generated/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { collectPerson, findGuestIds } from '../repository/persons.ts';
import { claimToAsk, saveAsking, type DataRequest } from '../repository/requests.ts';
import { exportTtlMs, isOverdue, nextAsking } from '../rules.ts';

/** What the domains are asked for a request: to make what they have ready to be read, or to erase it. */
export async function askDomains(tx: Transaction<Tables>, request: DataRequest): Promise<OutgoingMessage> {
  const { id: requestId, userId: customerId, round, requestedAt, expiresAt } = request;
  const guestIds = await findGuestIds(tx, customerId);
  const asked = { requestId, customerId, round, guestIds };
  return expiresAt === null
    ? message(userDeleted, { ...asked, deletedAt: requestedAt.toISOString() })
    : message(dataExportRequested, { ...asked, expiresAt: expiresAt.toISOString() });
}

/** Puts what accounts itself keeps where it can be read. */
export async function collectOwn(
  tx: Transaction<Tables>,
  { id, userId: customerId, expiresAt }: Pick<DataRequest, 'id' | 'userId' | 'expiresAt'>,
): Promise<void> {
  if (expiresAt === null) return;
  const ids = [customerId, ...(await findGuestIds(tx, customerId))];
  const data = await collectPerson(tx, { customerId, ids });
  await saveExportPart(tx, { id, customerId, data, expiresAt });
}

/** Asks once more. What is read for an export is made anew, so that all of it can be read for as long. */
export async function askAnew(
  tx: Transaction<Tables>,
  request: DataRequest,
  now: Date,
): Promise<OutgoingMessage> {
  const round = request.round + 1;
  const expiresAt = request.expiresAt === null ? null : new Date(now.getTime() + exportTtlMs);
  const asked = { ...request, round, expiresAt, askAt: nextAsking(round, now) };
  await saveAsking(tx, asked);
  await collectOwn(tx, asked);
  return askDomains(tx, asked);
}

/** Asks about the request that has waited longest for an answer; none is lost with a message. @returns whether there was one */
export function askAgain({
  transact,
  now,
  logger,
}: Pick<Dependencies, 'transact' | 'now' | 'logger'>): Promise<{ hasMore: boolean }> {
  return transact(async (tx, send) => {
    const request = await claimToAsk(tx, now());
    if (request === undefined) return { hasMore: false };
    send(await askAnew(tx, request, now()));
    const { id, kind, dueAt } = request;
    if (isOverdue(request, now()))
      logger.error({ request: id, kind, dueAt }, 'what somebody asked about their data is overdue');
    return { hasMore: true };
  });
}
