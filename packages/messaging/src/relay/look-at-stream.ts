import { streamOf } from '@cartwright/events';
import type { StreamInfo } from '@nats-io/jetstream';
import type { RelayWork } from './relay-work.ts';
import { isStreamNotFound } from './ensure-stream.ts';
import { recordAckFloor } from './record-ack-floor.ts';
import { repairStream } from './repair-stream.ts';
import { assertReadable } from './store-failure.ts';
import { differencesOf } from './stream-config.ts';

/**
 * Looks after the stream while nothing is published: repairs it when it was deleted, replaced or configured otherwise, and
 * records the ack floor. Without it, what was published and not handled would be missed until the next publication.
 * @throws StreamUnreadable when JetStream has the stream, and not its messages
 */
export async function lookAtStream(work: RelayWork): Promise<void> {
  const { manager } = work.session;
  const info = await findInfo(work);
  const known = await work.store.knownStream(streamOf(work.domain));
  if (
    info === undefined ||
    known?.created !== info.created ||
    differencesOf(info.config, work.domain).length > 0
  )
    return repairStream(work);
  await assertReadable(manager, info);
  await recordAckFloor(work, { info, known });
}

async function findInfo({ session, domain }: RelayWork): Promise<StreamInfo | undefined> {
  try {
    return await session.manager.streams.info(streamOf(domain));
  } catch (error) {
    if (isStreamNotFound(error)) return undefined;
    throw error;
  }
}
