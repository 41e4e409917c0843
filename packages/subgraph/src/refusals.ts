import { recordRefusal, RefusalLog } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import type { Domain } from '@cartwright/events';
import type { AccessOptions } from '@cartwright/graph';
import { createLoop, type Background } from '@cartwright/process';
import type { SubgraphParts } from './define-subgraph.ts';

/** What staff are refused, on its way to the audit trail. */
export interface Refusals {
  readonly onRefused: NonNullable<AccessOptions['onRefused']>;
  /** Writes from time to time how often something was repeated. */
  readonly background: Background;
}

const settleIntervalMs = 10_000;

/** Records what staff are refused by a domain; that this fails is logged, and changes nothing for who was refused. */
export function recordRefusals<Tables>(
  domain: Domain,
  parts: Pick<SubgraphParts<unknown, Tables>, 'messaging' | 'now' | 'logger'>,
): Refusals {
  const { now, logger } = parts;
  const log = new RefusalLog({
    now,
    write: async (refusal) => {
      try {
        const record = (tx: Transaction<Tables>, send: Parameters<typeof recordRefusal>[1]['send']) =>
          recordRefusal(domain, { tx, send }, refusal);
        await parts.messaging.transact(record);
      } catch (error) {
        logger.error({ err: error, refusal }, 'what staff were refused is missing in the audit trail');
      }
    },
  });
  const settle = createLoop({
    name: 'write repeated refusals',
    round: () => log.settle(),
    intervalMs: settleIntervalMs,
    logger,
  });
  return {
    onRefused: async (viewer, { permission, ...refusal }) => {
      if (permission !== null) await log.note(viewer, { ...refusal, permission });
    },
    background: {
      start: () => settle.start(),
      stop: async () => {
        await settle.stop();
        await log.settle({ all: true });
      },
    },
  };
}
