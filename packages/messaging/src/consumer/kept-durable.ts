import { streamOf } from '@cartwright/events';
import type { ConsumerInfo, ConsumerMessages, FetchMessages, Consumer } from '@nats-io/jetstream';
import type { NatsSession } from '../nats/nats-link.ts';
import { ensureDurable, findDurable, isAsWanted, type DurableSpec } from './ensure-durable.ts';

/**
 * A durable consumer that is kept in being over one connection. It is created again when it is deleted meanwhile, and then
 * begins where it was last seen, unless the stream was replaced too: then with all that the new one has.
 */
export class KeptDurable {
  readonly session: NatsSession;
  readonly #spec: DurableSpec;
  #consumer: Consumer | undefined;
  #seen: { readonly streamCreated: string; readonly created: string; readonly ackFloor: number } | undefined;

  constructor(session: NatsSession, spec: DurableSpec) {
    this.session = session;
    this.#spec = spec;
  }

  /** Looks at the durable; creates or corrects it where that is needed. @throws JetStreamApiError when the stream is missing */
  async see(): Promise<void> {
    const { manager, jetStream } = this.session;
    if (this.#seen !== undefined && this.#notes(await findDurable(manager, this.#spec))) return;
    const { created: streamCreated } = await manager.streams.info(streamOf(this.#spec.source));
    const isSameStream = this.#seen?.streamCreated === streamCreated;
    const start = isSameStream ? (this.#seen?.ackFloor ?? 0) + 1 : undefined;
    const info = await ensureDurable(manager, this.#spec, start);
    this.#seen = { streamCreated, created: info.created, ackFloor: info.ack_floor.stream_seq };
    this.#consumer = jetStream.consumers.getConsumerFromInfo(info);
  }

  /** How far it is, where it is still the one that was seen, as it has to be: so is its stream, without which none lives. */
  #notes(found: ConsumerInfo | undefined): boolean {
    if (found === undefined || this.#seen?.created !== found.created || !isAsWanted(found, this.#spec))
      return false;
    this.#seen = { ...this.#seen, ackFloor: found.ack_floor.stream_seq };
    return true;
  }

  /** Asks for messages. @throws Error before the durable was seen */
  fetch(request: FetchMessages): Promise<ConsumerMessages> {
    if (this.#consumer === undefined) throw new Error('The durable consumer is not known yet');
    return this.#consumer.fetch(request);
  }
}
