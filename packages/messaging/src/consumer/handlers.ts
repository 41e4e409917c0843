import type { MessageContract, OutgoingMessage } from '@cartwright/events';
import type { SqlTransaction } from '../store/sql.ts';
import type { CompiledQuery } from 'kysely';
import { Park } from './handler-errors.ts';

/** A message as its handler sees it. */
export interface Received<Data = unknown> {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  /** When the sender wrote it: RFC 3339. */
  readonly time: string;
  /** The aggregate that it is about; messages with one key are handled in order. */
  readonly key: string;
  readonly businessId: string;
  readonly data: Data;
  readonly traceparent?: string;
  /** 1 at the first delivery. */
  readonly attempt: number;
}

/** The part of a contract that does not depend on the type of its data. */
export type AnyContract = Pick<MessageContract, 'type' | 'source' | 'kind' | 'secrets'>;

/** A contract as far as it is needed to read its data. */
type ReadableContract<Data> = AnyContract & Pick<MessageContract<Data>, 'schema'>;

/** The messages sent in reply to one message. */
export type Replies = readonly OutgoingMessage[];

/** Runs work once the transaction has committed; never where it has not. The work must not throw. */
export type AfterCommit = (work: () => void) => void;

/** The part of a handler that runs in the transaction, with replies aligned to the messages by index. */
export type Apply<Tx extends SqlTransaction> = (
  fresh: readonly Received[],
  tx: Tx,
  afterCommit: AfterCommit,
) => Promise<readonly Replies[]>;

/** What handles the messages of a batch in its transaction; replies, if any, are aligned by index. */
export type HandleBatch<Data, Tx extends SqlTransaction> = (
  received: readonly Received<Data>[],
  tx: Tx,
  afterCommit: AfterCommit,
) => Promise<readonly Replies[]> | Promise<void>;

/** Messages that may be handled in one transaction: those whose handlers have the same one. */
export interface BatchGroup {
  /** How many messages one transaction may handle. */
  readonly batchSize: number;
}

/** A handler of one consumed message type; made by `onMessage`, `onEffect`, `onBatch`, `onBatchOf`, `onPreparedBatch` and `onEffectBatch`. */
export interface MessageHandler<Tx extends SqlTransaction = SqlTransaction> {
  readonly contract: AnyContract;
  /** Which messages it may share a transaction with. */
  readonly batch: BatchGroup;
  /** Whether `begin` has an effect outside the database, so that it must not run for a message that was handled before. */
  readonly hasEffect: boolean;
  /** @throws Park when the data does not fit the contract. */
  readonly parse: (data: unknown) => unknown;
  /** Whether the inbox rows are written last: see `HandlerOptions`. */
  readonly claimsLast?: boolean | undefined;
  /** The query that the transaction begins with if none of these was handled before: it travels with their inbox rows. */
  readonly beginsWith?: ((received: readonly Received[], tx: Tx) => CompiledQuery | undefined) | undefined;
  /** Runs before the transaction; gives what runs in it. */
  readonly begin: (received: readonly Received[]) => Promise<Apply<Tx>>;
}

/** Handles each message in one transaction with its inbox row and its replies, if there are any. */
export function onMessage<Data, Tx extends SqlTransaction = SqlTransaction>(
  contract: MessageContract<Data>,
  handle: (received: Received<Data>, tx: Tx) => Promise<Replies> | Promise<void>,
  { claimsLast = false }: HandlerOptions = {},
): MessageHandler<Tx> {
  const apply: Apply<Tx> = async (fresh, tx) => [(await handle(only<Data>(fresh), tx)) ?? []];
  return {
    contract,
    batch: { batchSize: 1 },
    hasEffect: false,
    claimsLast,
    parse: parserOf(contract),
    begin: () => Promise.resolve(apply),
  };
}

/**
 * Runs an effect outside the database (a provider call) before the transaction that records it. After a crash
 * between the two the effect runs again: it must be idempotent by the message's business id.
 */
export function onEffect<Data, Tx extends SqlTransaction = SqlTransaction>(
  contract: MessageContract<Data>,
  effect: (received: Received<Data>) => Promise<(tx: Tx) => Promise<Replies>>,
): MessageHandler<Tx> {
  const begin = async (received: readonly Received[]): Promise<Apply<Tx>> => {
    const record = await effect(only<Data>(received));
    return async (_fresh, tx) => [await record(tx)];
  };
  return { contract, batch: { batchSize: 1 }, hasEffect: true, parse: parserOf(contract), begin };
}

/**
 * Handles the waiting messages, up to `batchSize`, in one transaction; replies, if any, are aligned by index. When a batch
 * fails, its messages are handled one by one, so that only the failing one is delayed.
 */
export function onBatch<Data, Tx extends SqlTransaction = SqlTransaction>(
  contract: MessageContract<Data>,
  batchSize: number,
  handle: HandleBatch<Data, Tx>,
  { beginsWith, claimsLast = false }: BatchOptions<Data, Tx> & HandlerOptions = {},
): MessageHandler<Tx> {
  const handler = batchHandler(contract, { batchSize }, () => Promise.resolve(handle));
  return { ...withFirst(handler, beginsWith), claimsLast };
}

/**
 * The same for several types of messages of one stream and category, in the order in which they came: `type` tells them apart.
 * @throws TypeError when some are commands and others are not: the replies of a batch are kept, or none is
 */
export function onBatchOf<Data, Tx extends SqlTransaction = SqlTransaction>(
  contracts: readonly ReadableContract<Data>[],
  batchSize: number,
  handle: HandleBatch<Data, Tx>,
  { beginsWith, claimsLast = false }: BatchOptions<Data, Tx> & HandlerOptions = {},
): MessageHandler<Tx>[] {
  if (new Set(contracts.map(({ kind }) => kind)).size > 1)
    throw new TypeError('A batch is of commands, or of events');
  const batch = { batchSize };
  return contracts.map((contract) => ({
    ...withFirst(
      batchHandler(contract, batch, () => Promise.resolve(handle)),
      beginsWith,
    ),
    claimsLast,
  }));
}

/**
 * As `onBatch`, after something that is not to hold a transaction open: a look at another service. It is prepared for all that has
 * come, also what was handled before, and the whole batch waits for it.
 */
export function onPreparedBatch<Data, Tx extends SqlTransaction = SqlTransaction>(
  contract: MessageContract<Data>,
  batchSize: number,
  prepare: PrepareBatch<Data, Tx>,
  { beginsWith }: BatchOptions<Data, Tx> = {},
): MessageHandler<Tx> {
  return withFirst(batchHandler(contract, { batchSize }, prepare), beginsWith);
}

/** As `onPreparedBatch`, where what goes before is an effect: a call that is idempotent by the message's business id. */
export function onEffectBatch<Data, Tx extends SqlTransaction = SqlTransaction>(
  contract: MessageContract<Data>,
  batchSize: number,
  prepare: PrepareBatch<Data, Tx>,
  { beginsWith }: BatchOptions<Data, Tx> = {},
): MessageHandler<Tx> {
  return { ...withFirst(batchHandler(contract, { batchSize }, prepare), beginsWith), hasEffect: true };
}

/** What may be said of a handler. */
export interface HandlerOptions {
  /**
   * Has the inbox rows written last, with the other changes that wait and the replies to keep: what only changes rows (`changeLater`) is
   * one statement then, and no transaction beside it. Where a message turns out to have been handled before, all is undone and done again for the others:
   * the handler must bear a message that it has handled, and refuse none that it took.
   */
  readonly claimsLast?: boolean;
}

/** What else may be said of a handler of batches. */
export interface BatchOptions<Data, Tx extends SqlTransaction> {
  /**
   * The query that `handle` sends first for these messages, word for word: it locks what they are about. It goes with the inbox rows,
   * after them, and sees what was committed before both; where a message was handled before, `handle` sends its own.
   */
  readonly beginsWith?:
    ((received: readonly Received<Data>[], tx: Tx) => CompiledQuery | undefined) | undefined;
}

function withFirst<Data, Tx extends SqlTransaction>(
  handler: MessageHandler<Tx>,
  beginsWith: BatchOptions<Data, Tx>['beginsWith'],
): MessageHandler<Tx> {
  return { ...handler, beginsWith: beginsWith as MessageHandler<Tx>['beginsWith'] };
}

type PrepareBatch<Data, Tx extends SqlTransaction> = (
  received: readonly Received<Data>[],
) => Promise<HandleBatch<Data, Tx>>;

function batchHandler<Data, Tx extends SqlTransaction>(
  contract: ReadableContract<Data>,
  batch: BatchGroup,
  prepare: PrepareBatch<Data, Tx>,
): MessageHandler<Tx> {
  const begin = async (received: readonly Received[]): Promise<Apply<Tx>> => {
    const handle = await prepare(received as readonly Received<Data>[]);
    return async (fresh, tx, afterCommit) =>
      (await handle(fresh as readonly Received<Data>[], tx, afterCommit)) ?? fresh.map(() => []);
  };
  return { contract, batch, hasEffect: false, parse: parserOf(contract), begin };
}

function parserOf<Data>(contract: ReadableContract<Data>): (data: unknown) => Data {
  return (data) => {
    const result = contract.schema.safeParse(data);
    if (result.success) return result.data;
    throw new Park(`The data does not fit ${contract.type}: ${result.error.message}`);
  };
}

function only<Data>(received: readonly Received[]): Received<Data> {
  const [first] = received;
  if (first === undefined) throw new RangeError('A handler was called without a message');
  return first as Received<Data>;
}
