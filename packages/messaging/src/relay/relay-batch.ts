import { streamOf } from '@cartwright/events';
import { makeRoom } from './make-room.ts';
import { isStreamMissing, publishBatch, type PublishOutcome } from './publish-batch.ts';
import type { RelayWork } from './relay-work.ts';
import { repairStream } from './repair-stream.ts';
import { isStoreFull } from './store-failure.ts';

const batchSize = 500;

/**
 * Publishes one batch; repairs the stream when the batch shows that it is gone or that it lost its tail.
 * @returns how many messages there were to publish
 * @throws the error for which JetStream did not accept a message
 */
export async function relayBatch(work: RelayWork): Promise<number> {
  const { domain, store, session, failpoint } = work;
  const outcome = await publishBatch({ store, session, stream: streamOf(domain), batchSize, failpoint });
  await repairAfter(work, outcome);
  return outcome.found;
}

async function repairAfter(work: RelayWork, { failure, reusedSequence }: PublishOutcome): Promise<void> {
  if (isStreamMissing(failure)) return repairStream(work);
  if (isStoreFull(failure)) await makeRoom(work);
  if (failure !== undefined) throw failure;
  if (reusedSequence !== undefined) await repairStream({ ...work, above: reusedSequence - 1 });
}
