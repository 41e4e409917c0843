import type { Transaction } from '@cartwright/database';
import { dataErasureAnswered, message, type OutgoingMessage } from '@cartwright/events';
import { saveErasureAttempt, type Erasure } from './erasures.ts';
import { deleteExportParts } from './export-parts.ts';
import type { PersonalData } from './personal-data.ts';
import { nextLook } from './rules.ts';

/** Erases a person as far as that can be done now. @returns the answers to whoever waits for them */
export async function erasePerson<Tables>(
  tx: Transaction<Tables>,
  { domain, erase }: PersonalData<Tables>,
  { erasure, now, isAsked }: { readonly erasure: Erasure; readonly now: Date; readonly isAsked: boolean },
): Promise<OutgoingMessage[]> {
  const { customerId, guestIds, requestId, requestedAt } = erasure;
  const ids: [string, ...string[]] = [customerId, ...guestIds];
  await deleteExportParts(tx, ids);
  const waitsFor = await erase(tx, { customerId, ids, erasedAt: erasure.erasedAt });
  const erasedAt = waitsFor === null ? (erasure.erasedAt ?? now) : null;
  await saveErasureAttempt(tx, {
    customerId,
    waitsFor,
    erasedAt,
    nextAt: nextLook({ requestedAt, erasedAt }, now),
  });
  const isNews = waitsFor !== erasure.waitsFor || (erasedAt === null) !== (erasure.erasedAt === null);
  if (requestId === null || !(isAsked || isNews)) return [];
  return [message(dataErasureAnswered[domain], { requestId, customerId, waitsFor })];
}
