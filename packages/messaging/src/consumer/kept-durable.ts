import { streamOf } from '@cartwright/events';
import type { ConsumerMessages, FetchMessages, Consumer } from '@nats-io/jetstream';
import type { NatsSession } from '../nats/nats-link.ts';
import { ensureDurable, type DurableSpec } from './ensure-durable.ts';

/**
 * A durable consumer that is kept in being over one connection. It is created again when it is deleted meanwhile, and then
 * begins where it was last seen, unless the stream was replaced too: then with all that the new one has.
 */
export class KeptDurable {
  readonly session: NatsSession;
  readonly #spec: DurableSpec;
  #consumer: Consumer | undefined;
  #seen: { readonly streamCreated: string; readonly ackFloor: number } | undefined;

  constructor(session: NatsSession, spec: DurableSpec) {
    this.session = session;
    this.#spec = spec;
  }

  /** Looks at the durable; creates or corrects it where that is needed. @throws JetStreamApiError when the stream is missing */
  async see(): Promise<void> {
    const { manager, jetStream } = this.session;
    const { created: streamCreated } = await manager.streams.info(streamOf(this.#spec.source));
    const isSameStream = this.#seen?.streamCreated === streamCreated;
    const start = isSameStream ? (this.#seen?.ackFloor ?? 0) + 1 : undefined;
    const info = await ensureDurable(manager, this.#spec, start);
    this.#seen = { streamCreated, ackFloor: info.ack_floor.stream_seq };
    this.#consumer = jetStream.consumers.getConsumerFromInfo(info);
  }

  /** Asks for messages. @throws Error before the durable was seen */
  fetch(request: FetchMessages): Promise<ConsumerMessages> {
    if (this.#consumer === undefined) throw new Error('The durable consumer is not known yet');
    return this.#consumer.fetch(request);
  }
}
