import { streamOf, type Domain } from '@cartwright/events';
import {
  AckPolicy,
  DeliverPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  ReplayPolicy,
  type ConsumerInfo,
  type JetStreamManager,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';

const maxAckPending = 1000;

/** A durable consumer: what one domain reads of one category of another domain's stream. */
export interface DurableSpec {
  readonly domain: Domain;
  readonly source: Domain;
  readonly category: string;
  readonly ackWaitMs: number;
}

/** The name of the durable, which all replicas share. */
export function durableName({ domain, source, category }: Omit<DurableSpec, 'ackWaitMs'>): string {
  return `${domain}-${source}-${category}`;
}

/** Finds the durable consumer, and creates it when it is missing. @throws JetStreamApiError when the stream is missing. */
export async function ensureDurable(manager: JetStreamManager, spec: DurableSpec): Promise<ConsumerInfo> {
  const stream = streamOf(spec.source);
  try {
    const info = await manager.consumers.info(stream, durableName(spec));
    if (info.config.ack_wait === nanos(spec.ackWaitMs)) return info;
    return await manager.consumers.update(stream, durableName(spec), { ack_wait: nanos(spec.ackWaitMs) });
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || error.code !== JetStreamApiCodes.ConsumerNotFound)
      throw error;
    return manager.consumers.add(stream, {
      durable_name: durableName(spec),
      filter_subject: `from.${spec.source}.${spec.category}.>`,
      ack_policy: AckPolicy.Explicit,
      ack_wait: nanos(spec.ackWaitMs),
      max_ack_pending: maxAckPending,
      max_deliver: -1,
      deliver_policy: DeliverPolicy.All,
      replay_policy: ReplayPolicy.Instant,
    });
  }
}
