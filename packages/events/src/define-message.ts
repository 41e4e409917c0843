import type { z } from 'zod';
import type { Domain } from './domains.ts';

/**
 * A message as its sender and its readers see it.
 *
 * `type` is `<category>.<name>.v<N>`: a past-tense fact for an event, an imperative for a command.
 * `key` names the aggregate and ends the subject; messages with one key are handled in order.
 * `businessId` is what the inbox deduplicates by: the same whenever the same intent is sent again.
 */
export interface MessageContract<Data = unknown> {
  readonly type: string;
  readonly source: Domain;
  readonly kind: 'command' | 'event';
  /** Which domains read it: each has a handler for it, or follows it. */
  readonly readers: readonly Domain[];
  /** True when its readers follow it: every replica receives it, and no inbox records that it was handled. */
  readonly isFollowed?: boolean;
  /**
   * True when it is told at most once: over plain NATS after the commit, to whoever listens then. Its readers also look for themselves.
   * Only with `isFollowed`.
   */
  readonly isAtMostOnce?: boolean;
  /** True when gateways follow it too: it ends what they keep of the answers that follow from it. */
  readonly isFollowedByGateway?: boolean;
  /** Fields of the data that open something, such as a mailed token: they are sealed for its readers wherever it is kept. */
  readonly secrets?: readonly string[];
  /**
   * What merchants are told of it (their feed of events, their webhooks): ids, states and amounts, nothing that names somebody or opens
   * something. Left out where it is not for them; notifications is among the readers where it is.
   */
  readonly forMerchants?: (data: Data) => Readonly<Record<string, unknown>>;
  /** What it says, in a few words, for the catalogue of messages. */
  readonly meaning: string;
  readonly schema: z.ZodType<Data>;
  readonly key: (data: Data) => string;
  readonly businessId: (data: Data) => string;
  /** Stored samples, earlier shapes included; each must keep parsing. */
  readonly samples: readonly unknown[];
}

/** The data that a contract carries. */
export type DataOf<Contract> = Contract extends MessageContract<infer Data> ? Data : never;

/** A message to be written to the outbox. */
export interface OutgoingMessage<Data = unknown> {
  readonly contract: MessageContract<Data>;
  readonly data: Data;
}

/**
 * Declares one message. Subject tokens allow no dots, spaces or wildcards, so keys are ids.
 * @throws TypeError for a type of another form, for a message that is told and would be waited for in a stream, and for a command or a
 * secret that merchants would be told
 */
export function defineMessage<Data>(contract: MessageContract<Data>): MessageContract<Data> {
  const { type, isAtMostOnce, isFollowed, isFollowedByGateway, forMerchants, secrets = [] } = contract;
  if (!/^[a-z-]+\.[a-z-]+\.v[1-9][0-9]*$/.test(type)) {
    throw new TypeError(`"${type}" is not <category>.<name>.v<N>`);
  }
  if (isAtMostOnce === true && (isFollowed !== true || isFollowedByGateway === true)) {
    throw new TypeError(`${type} is told at most once: no durable and no gateway can receive it`);
  }
  if (forMerchants !== undefined && (secrets.length > 0 || contract.kind === 'command')) {
    throw new TypeError(`${type} is no event for merchants: they are told of facts, and of no secrets`);
  }
  return contract;
}

/**
 * Pairs a contract with its data.
 * @throws ZodError when the data does not fit the contract: a fault of the sender, caught before the message is stored.
 */
export function message<Data>(contract: MessageContract<Data>, data: Data): OutgoingMessage {
  // Lists of outgoing messages mix contracts, so the type of the data is dropped once it has been checked.
  return { contract, data: contract.schema.parse(data) } as unknown as OutgoingMessage;
}

/** The first part of a type: what consumers filter by. */
export function categoryOf(type: string): string {
  return type.slice(0, type.indexOf('.'));
}

/** The NATS subject of a message. */
export function subjectOf(source: Domain, type: string, key: string): string {
  return `from.${source}.${type}.${key}`;
}

/** The subject of the messages of a type that are told at most once, whatever their keys. */
export function toldSubjectOf(source: Domain, type: string): string {
  return `told.${source}.${type}`;
}

/** The JetStream stream that a domain publishes to. */
export function streamOf(source: Domain): string {
  return source.toUpperCase();
}
