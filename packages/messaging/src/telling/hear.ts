import { toldSubjectOf, type MessageContract } from '@cartwright/events';
import type { Logger } from 'pino';
import { z } from 'zod';
import { errorMessage } from '../error-message.ts';
import { keepSubscribed } from '../nats/keep-subscribed.ts';
import type { NatsLink } from '../nats/nats-link.ts';

/** What hears messages that are told at most once. */
export interface HearerOptions<Data> {
  readonly contract: MessageContract<Data>;
  readonly link: NatsLink;
  readonly logger: Logger;
  readonly onHeard: (data: Data) => void;
}

/** Hears every message of a type that is told while this process is connected. */
export class Hearer<Data> {
  readonly #options: HearerOptions<Data>;
  readonly #told: z.ZodType<Data[]>;
  readonly #ready = Promise.withResolvers<unknown>();

  /** @throws TypeError for a message that goes through a stream: it is followed, or handled */
  constructor(options: HearerOptions<Data>) {
    const { type, isAtMostOnce, schema } = options.contract;
    if (isAtMostOnce !== true) throw new TypeError(`${type} is not told, but published`);
    this.#options = options;
    this.#told = z.array(schema);
  }

  /** Resolves when what is told from now on will be heard. */
  get ready(): Promise<unknown> {
    return this.#ready.promise;
  }

  /** Hears until the signal is aborted; never rejects. */
  run(stopping: AbortSignal): Promise<void> {
    const { link, logger, contract } = this.#options;
    const heard = {
      link,
      logger,
      subject: toldSubjectOf(contract.source, contract.type),
      onMessage: (message: { json: () => unknown }) => this.#hear(message),
      onSubscribed: () => this.#ready.resolve(undefined),
    };
    return keepSubscribed(heard, stopping);
  }

  #hear(message: { json: () => unknown }): void {
    const { contract, logger, onHeard } = this.#options;
    try {
      for (const data of this.#told.parse(message.json())) onHeard(data);
    } catch (error) {
      logger.error({ reason: errorMessage(error), type: contract.type }, 'what was told could not be read');
    }
  }
}
