import { streamOf, type Domain } from '@cartwright/events';
import {
  AckPolicy,
  DeliverPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  ReplayPolicy,
  type ConsumerConfig,
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

/**
 * Finds the durable consumer, creates it when it is missing, and corrects its settings when somebody has changed them. One
 * that read something else, or gave messages up, has missed some: it is created again. What is created begins at
 * `startSequence`, or with all that the stream has; the inbox drops what is delivered twice.
 * @throws JetStreamApiError when the stream is missing
 */
export async function ensureDurable(
  manager: JetStreamManager,
  spec: DurableSpec,
  startSequence?: number,
): Promise<ConsumerInfo> {
  const info = await findDurable(manager, spec);
  if (info === undefined) return addDurable(manager, spec, startSequence);
  const stream = streamOf(spec.source);
  if (!has(info, whatItReads(spec))) {
    await manager.consumers.delete(stream, durableName(spec));
    return addDurable(manager, spec, startSequence);
  }
  if (has(info, pace(spec))) return info;
  return manager.consumers.update(stream, durableName(spec), pace(spec));
}

/** Finds the durable consumer. @throws JetStreamApiError when the stream is missing */
export async function findDurable(
  manager: JetStreamManager,
  spec: DurableSpec,
): Promise<ConsumerInfo | undefined> {
  try {
    return await manager.consumers.info(streamOf(spec.source), durableName(spec));
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.ConsumerNotFound)
      return undefined;
    throw error;
  }
}

/** Whether it has the settings that it is created with. */
export function isAsWanted(found: ConsumerInfo, spec: DurableSpec): boolean {
  return has(found, whatItReads(spec)) && has(found, pace(spec));
}

function addDurable(
  manager: JetStreamManager,
  spec: DurableSpec,
  startSequence?: number,
): Promise<ConsumerInfo> {
  const start =
    startSequence === undefined
      ? { deliver_policy: DeliverPolicy.All }
      : { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: startSequence };
  return manager.consumers.add(streamOf(spec.source), {
    durable_name: durableName(spec),
    ...whatItReads(spec),
    ...pace(spec),
    replay_policy: ReplayPolicy.Instant,
    ...start,
  });
}

function whatItReads({ source, category }: DurableSpec): Partial<ConsumerConfig> {
  return { filter_subject: `from.${source}.${category}.>`, ack_policy: AckPolicy.Explicit, max_deliver: -1 };
}

function pace({ ackWaitMs }: DurableSpec): Partial<ConsumerConfig> {
  return { ack_wait: nanos(ackWaitMs), max_ack_pending: maxAckPending };
}

function has({ config }: ConsumerInfo, wanted: Partial<ConsumerConfig>): boolean {
  return Object.entries(wanted).every(([name, value]) => config[name as keyof ConsumerConfig] === value);
}
