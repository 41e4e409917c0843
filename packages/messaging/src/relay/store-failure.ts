import { JetStreamApiError, type JetStreamManager, type StreamInfo } from '@nats-io/jetstream';

/** Codes of nats-server (`server/errors.json`) that the client does not name. */
const streamStoreFailed = 10_077;
const streamSealed = 10_109;
const insufficientResources = 10_023;
const storageResourcesExceeded = 10_047;

/** Thrown when a stream names messages that it can not give: its files are gone or damaged. */
export class StreamUnreadable extends Error {
  override readonly name = 'StreamUnreadable';

  constructor(stream: string) {
    super(`JetStream can not read the messages of its stream ${stream}`);
  }
}

/** Whether the stream can not be written or read although JetStream has it, as after its files were removed. */
export function isStoreBroken(error: unknown): boolean {
  if (error instanceof StreamUnreadable) return true;
  return error instanceof JetStreamApiError && [streamStoreFailed, streamSealed].includes(error.code);
}

/** Whether JetStream refuses messages because it may store no more. */
export function isStoreFull(error: unknown): boolean {
  if (!(error instanceof JetStreamApiError)) return false;
  return [insufficientResources, storageResourcesExceeded].includes(error.code);
}

/**
 * Reads the oldest message that a stream says it has.
 * @throws StreamUnreadable when it is not there: then no consumer will get it either, and none of them says so
 */
export async function assertReadable(manager: JetStreamManager, info: StreamInfo): Promise<void> {
  const { config, state } = info;
  if (!(state.messages > 0)) return;
  if (await manager.streams.getMessage(config.name, { seq: state.first_seq })) return;
  const { first_seq: firstSeq } = (await manager.streams.info(config.name)).state;
  if (firstSeq === state.first_seq) throw new StreamUnreadable(config.name); // else it has expired meanwhile
}
