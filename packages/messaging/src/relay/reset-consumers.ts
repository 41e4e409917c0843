import { DeliverPolicy, type ConsumerInfo, type JetStreamManager } from '@nats-io/jetstream';
import type { Logger } from 'pino';
import { durablesOf } from './durables-of.ts';

interface ResetRequest {
  readonly manager: JetStreamManager;
  readonly stream: string;
  readonly lastSeq: number;
  readonly logger: Logger;
}

/**
 * Deletes and recreates each durable consumer whose position is past the end of the stream. It restarts after the last
 * message that it surely acknowledged; the inbox drops what is delivered twice.
 */
export async function resetConsumersAhead({ manager, stream, lastSeq, logger }: ResetRequest): Promise<void> {
  for (const consumer of await durablesOf(manager, stream)) {
    if (position(consumer) <= lastSeq) continue;
    logger.warn(
      { consumer: consumer.name, lastSeq },
      'a consumer is past the end of the stream: resetting it',
    );
    const start = Math.min(consumer.ack_floor.stream_seq, lastSeq) + 1;
    await manager.consumers.delete(stream, consumer.name);
    await manager.consumers.add(stream, restartedAt(consumer, start));
  }
}

function position({ ack_floor: ackFloor, delivered }: ConsumerInfo): number {
  return Math.max(ackFloor.stream_seq, delivered.stream_seq);
}

function restartedAt({ config }: ConsumerInfo, start: number): ConsumerInfo['config'] {
  return { ...config, deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: start };
}
