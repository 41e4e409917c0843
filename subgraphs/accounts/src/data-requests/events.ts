import type { Transaction } from '@cartwright/database';
import {
  answeringDomains,
  dataErasureAnswered,
  dataExportPrepared,
  dataExportRequested,
  dataRequestCompleted,
  userDeleted,
} from '@cartwright/events';
import { onMessage, type MessageHandler } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import { noteAnswer } from './use-cases/note-answer.ts';

type Tx = Transaction<Tables>;

/** What requests about data announce. */
export const publishes = [dataExportRequested, userDeleted, dataRequestCompleted];

/** What the other domains answer. */
export function consumes(now: () => Date): MessageHandler<Tx>[] {
  return answeringDomains.flatMap((domain) => [
    onMessage(dataExportPrepared[domain], ({ data: { requestId } }, tx: Tx) =>
      noteAnswer(tx, { requestId, domain, waitsFor: null }, now()),
    ),
    onMessage(dataErasureAnswered[domain], ({ data: { requestId, waitsFor } }, tx: Tx) =>
      noteAnswer(tx, { requestId, domain, waitsFor }, now()),
    ),
  ]);
}
