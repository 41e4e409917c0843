import { domains, streamOf, type Domain } from '@cartwright/events';
import type { ConsumerInfo, JetStreamManager } from '@nats-io/jetstream';
import type { Logger } from 'pino';
import { errorMessage } from '../error-message.ts';
import type { NatsLink } from '../nats/nats-link.ts';
import { isStreamNotFound } from '../relay/ensure-stream.ts';

/** The backlog of one durable consumer. */
export interface ConsumerBacklog {
  /** Which domain consumes. */
  readonly domain: Domain;
  /** Whose messages it consumes. */
  readonly source: Domain;
  /** The durable's name: `products-orders-inventory`. */
  readonly consumer: string;
  /** Messages that were not delivered yet. */
  readonly pending: number;
  /** Messages that are being handled, or wait for a retry. */
  readonly unacknowledged: number;
}

/** Reads the backlogs of the durable consumers of every stream; undefined while NATS cannot be reached. */
export async function readBacklog(link: NatsLink, logger: Logger): Promise<ConsumerBacklog[] | undefined> {
  const manager = link.current?.manager;
  if (!manager) return undefined;
  try {
    return (await Promise.all(domains.map((source) => backlogOf(manager, source)))).flat();
  } catch (error) {
    logger.warn({ reason: errorMessage(error) }, 'the backlog of the consumers cannot be read');
    return undefined;
  }
}

async function backlogOf(manager: JetStreamManager, source: Domain): Promise<ConsumerBacklog[]> {
  try {
    const consumers = await Array.fromAsync(manager.consumers.list(streamOf(source)));
    return consumers.flatMap((info) => durableBacklog(info, source));
  } catch (error) {
    if (isStreamNotFound(error)) return [];
    throw error;
  }
}

/** Nothing for the ephemeral consumers that feed subscriptions. */
function durableBacklog(info: ConsumerInfo, source: Domain): ConsumerBacklog[] {
  const domain = domains.find((name) => info.config.durable_name?.startsWith(`${name}-`));
  if (domain === undefined) return [];
  const { name: consumer, num_pending: pending, num_ack_pending: unacknowledged } = info;
  return [{ domain, source, consumer, pending, unacknowledged }];
}
