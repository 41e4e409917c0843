import { streamOf, type Domain } from '@cartwright/events';
import {
  DiscardPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  RetentionPolicy,
  StorageType,
  type JetStreamManager,
  type StreamInfo,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';

const day = 24 * 60 * 60 * 1000;

/** Finds the stream that a domain publishes to, and creates it when it is missing. */
export async function ensureStream(manager: JetStreamManager, domain: Domain): Promise<StreamInfo> {
  try {
    return await manager.streams.info(streamOf(domain));
  } catch (error) {
    if (!isStreamNotFound(error)) throw error;
    return manager.streams.add({
      name: streamOf(domain),
      subjects: [`from.${domain}.>`],
      storage: StorageType.File,
      retention: RetentionPolicy.Limits,
      discard: DiscardPolicy.Old,
      max_age: nanos(7 * day),
      duplicate_window: nanos(120_000),
      num_replicas: 1,
    });
  }
}

/** Whether an error of the JetStream API means that there is no such stream. */
export function isStreamNotFound(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
}
