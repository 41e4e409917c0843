import type { Transaction } from '@cartwright/database';
import {
  dataErasureAnswered,
  dataExportPrepared,
  dataExportRequested,
  message,
  userDeleted,
} from '@cartwright/events';
import { isOwn, type Viewer } from '@cartwright/identity';
import { onMessage, type MessageHandler } from '@cartwright/messaging';
import { createLoop, type Background } from '@cartwright/process';
import type { SubgraphParts } from '../define-subgraph.ts';
import type { Room } from '../room.ts';
import { personalDataContext } from './context.ts';
import { erasePerson } from './erase-person.ts';
import { claimDueErasure, isErased, isErasureDue, postponeErasure, saveErasure } from './erasures.ts';
import { purgeExportParts, saveExportPart, type ExportPart } from './export-parts.ts';
import type { PersonalData } from './personal-data.ts';

const lookIntervalMs = 10_000;
/** What failed for a fault of ours fails again at once; others come first. */
const failedRetryMs = 60_000;
const purgeIntervalMs = 60_000;

type Parts<Tables> = Pick<SubgraphParts<unknown, Tables>, 'database' | 'messaging' | 'now' | 'logger'>;

/**
 * A domain's part in what persons ask of the store about themselves: it collects what it keeps of them, shows it to them alone as
 * a field of `DataExport`, forgets that when the export expires, and erases them. The room adds the resolvers of the field.
 */
export function createPersonalDataRoom<Tables>(
  parts: Parts<Tables>,
  personalData: PersonalData<Tables>,
): Room<Tables> {
  const { domain } = personalData;
  return {
    owns: exportOwners,
    context: () => personalDataContext(parts),
    publishes: [dataExportPrepared[domain], dataErasureAnswered[domain]],
    consumes: handlers(parts, personalData),
    background: [purgeExports(parts), lookingAfter(parts, personalData)],
  };
}

/** Whose a domain's part of an export is. */
export const exportOwners = {
  DataExport: ({ customerId }: Pick<ExportPart, 'customerId'>, viewer: Viewer | null) =>
    isOwn(viewer, customerId),
};

/** Deletes what cannot be read any more. */
export function purgeExports<Tables>({
  database,
  now,
  logger,
}: Omit<Parts<Tables>, 'messaging'>): Background {
  return createLoop({
    name: 'purge expired exports',
    round: () => purgeExportParts(database.statements, now()),
    intervalMs: purgeIntervalMs,
    logger,
  });
}

function handlers<Tables>(
  { now }: Parts<Tables>,
  personalData: PersonalData<Tables>,
): MessageHandler<Transaction<Tables>>[] {
  const { domain, collect } = personalData;
  return [
    onMessage(dataExportRequested, async ({ data }, tx: Transaction<Tables>) => {
      const { requestId, round, customerId, guestIds } = data;
      if (await isErased(tx, customerId)) return []; // told late: whoever asked has gone since
      const collected = await collect(tx, { customerId, ids: [customerId, ...guestIds] });
      const expiresAt = new Date(data.expiresAt);
      await saveExportPart(tx, { id: requestId, customerId, data: collected, expiresAt });
      return [message(dataExportPrepared[domain], { requestId, round, customerId })];
    }),
    onMessage(userDeleted, async ({ data }, tx: Transaction<Tables>) => {
      const { customerId, guestIds = [], requestId = null } = data;
      const erasure = await saveErasure(tx, { customerId, guestIds, requestId, requestedAt: now() });
      return erasePerson(tx, personalData, { erasure, now: now(), isAsked: true });
    }),
  ];
}

/** Finishes what could not be erased at once, and removes what is told of the erased later. */
function lookingAfter<Tables>(parts: Parts<Tables>, personalData: PersonalData<Tables>): Background {
  const { now, logger, database } = parts;
  return createLoop({
    name: 'look after whom to erase',
    round: async () => {
      if (!(await isErasureDue(database.statements, now()))) return { hasMore: false };
      let claimed: string | undefined;
      try {
        return await parts.messaging.transact(async (tx, send) => {
          const erasure = await claimDueErasure(tx, now());
          claimed = erasure?.customerId;
          if (erasure === undefined) return { hasMore: false };
          const answers = await erasePerson(tx, personalData, { erasure, now: now(), isAsked: false });
          for (const answer of answers) send(answer);
          return { hasMore: true };
        });
      } catch (error) {
        if (claimed !== undefined)
          await postponeErasure(database.statements, claimed, new Date(now().getTime() + failedRetryMs));
        throw error;
      }
    },
    intervalMs: lookIntervalMs,
    logger,
  });
}
