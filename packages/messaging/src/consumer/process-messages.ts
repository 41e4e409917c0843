import type { OutgoingMessage } from '@cartwright/events';
import { stampOf, type Dependencies, type Sender } from '../dependencies.ts';
import { claimInbox, claimLast, eachOnce, isHandled, keptReply, storedReplies } from '../inbox/inbox.ts';
import { outboxRows, toEntries } from '../outbox/outbox-rows.ts';
import type { OutboxEntry } from '../relay/relay-store.ts';
import type { StoredMessage } from '../store/stored-message.ts';
import type { KeptReply, OutboxRow } from '../store/message-store.ts';
import { isTold, toSendable } from '../outbox/transact.ts';
import type { SqlTransaction } from '../store/sql.ts';
import type { Apply, MessageHandler, Received, Replies } from './handlers.ts';

interface Answer {
  readonly received: Received;
  readonly replies: readonly StoredMessage[];
  /** What is told at most once. */
  readonly told: readonly StoredMessage[];
}

/**
 * Handles messages of one batch: inbox rows, effects and replies in one transaction. A message that was handled before has
 * no effect; for a command, the stored reply is sent once more.
 */
export async function processMessages<Tx extends SqlTransaction>(
  dependencies: Dependencies<Tx>,
  handler: MessageHandler<Tx>,
  received: readonly Received[],
): Promise<void> {
  const { failpoint, transactionSlots, wakeRelay, tell } = dependencies;
  const types = new Set(received.map(({ type }) => type));
  for (const type of types) failpoint('before-transaction', type);
  const apply = await beginUnlessHandled(dependencies, handler, received);
  const { entries, told, committed } = await transactionSlots.run(() =>
    handleOnce({ dependencies, handler, received, apply }),
  );
  for (const { type } of entries) types.add(type);
  for (const type of types) failpoint('after-commit', type);
  if (entries.length > 0) wakeRelay(entries);
  tell(told);
  for (const work of committed) work();
}

async function beginUnlessHandled<Tx extends SqlTransaction>(
  { database, store, failpoint }: Dependencies<Tx>,
  handler: MessageHandler<Tx>,
  received: readonly Received[],
): Promise<Apply<Tx>> {
  const [first] = received;
  if (!handler.hasEffect || first === undefined) return handler.begin(received);
  const isAlone = handler.batch.batchSize === 1;
  if (isAlone && (await isHandled({ store, tx: database.statements }, first)))
    return () => Promise.resolve([]);
  const apply = await handler.begin(received);
  failpoint('after-effect', handler.contract.type);
  return apply;
}

interface Handling<Tx extends SqlTransaction> {
  readonly dependencies: Dependencies<Tx>;
  readonly handler: MessageHandler<Tx>;
  readonly received: readonly Received[];
  readonly apply: Apply<Tx>;
}

interface Handled {
  /** The messages sent. */
  readonly entries: readonly OutboxEntry[];
  readonly told: readonly StoredMessage[];
  /** What is to be done now that it is committed. */
  readonly committed: readonly (() => void)[];
}

async function handleOnce<Tx extends SqlTransaction>(handling: Handling<Tx>): Promise<Handled> {
  const { dependencies, handler } = handling;
  if (handler.claimsLast !== true) return handleClaimed(handling);
  try {
    return await handleAndClaim(handling);
  } catch (error) {
    if (!dependencies.store.isClaimed(error)) throw error;
    return handleClaimed(handling);
  }
}

/** For messages of which none was handled before: all that only changes rows is one statement. */
function handleAndClaim<Tx extends SqlTransaction>({
  dependencies,
  handler,
  received,
  apply,
}: Handling<Tx>): Promise<Handled> {
  const { database, store } = dependencies;
  return database.transaction(async (tx) => {
    const committed: (() => void)[] = [];
    const fresh = eachOnce(received);
    const replies = await apply(fresh, tx, (work) => committed.push(work));
    const answers = align(dependencies, fresh, replies);
    const rows = answers.flatMap((answer) => rowsOf(dependencies, answer));
    await claimLast({ store, tx }, fresh, keptReplies(handler, answers));
    const written = rows.length > 0 ? await store.write(tx, rows, []) : [];
    return { entries: toEntries(rows, written), told: toldIn(answers), committed };
  });
}

function handleClaimed<Tx extends SqlTransaction>(handling: Handling<Tx>): Promise<Handled> {
  const { dependencies, handler, received, apply } = handling;
  const isCommand = handler.contract.kind === 'command';
  const { database, store } = dependencies;
  return database.transaction(async (tx) => {
    const inbox = { store, tx };
    const committed: (() => void)[] = [];
    const afterCommit = (work: () => void): number => committed.push(work);
    const fresh = await claimInbox(inbox, received, () => handler.beginsWith?.(received, tx));
    const duplicates = isCommand ? received.filter((message) => !fresh.includes(message)) : [];
    const answers = fresh.length > 0 ? align(dependencies, fresh, await apply(fresh, tx, afterCommit)) : [];
    const repeated = { received: received[0], replies: await storedReplies(inbox, duplicates) };
    const rows = [...answers, repeated].flatMap((answer) => rowsOf(dependencies, answer));
    const written = rows.length > 0 ? await store.write(tx, rows, keptReplies(handler, answers)) : [];
    return { entries: toEntries(rows, written), told: toldIn(answers), committed };
  });
}

function align(sender: Sender, fresh: readonly Received[], replies: readonly Replies[]): Answer[] {
  if (replies.length !== fresh.length) {
    throw new RangeError(`A handler answered ${replies.length} of ${fresh.length} messages`);
  }
  return fresh.map((received, index) => {
    const own = replies[index] ?? [];
    const sendable = (isWanted: (message: OutgoingMessage) => boolean): StoredMessage[] =>
      own.filter(isWanted).map((message) => toSendable(sender, message));
    return { received, replies: sendable((message) => !isTold(message)), told: sendable(isTold) };
  });
}

function toldIn(answers: readonly Answer[]): StoredMessage[] {
  return answers.flatMap(({ told }) => told);
}

function rowsOf(
  sender: Sender,
  { received, replies }: { received: Received | undefined; replies: readonly StoredMessage[] },
): OutboxRow[] {
  return outboxRows(replies, stampOf(sender, received?.traceparent));
}

/** Replies to commands are kept, to be sent once more. */
function keptReplies<Tx extends SqlTransaction>(
  { contract }: MessageHandler<Tx>,
  answers: readonly Answer[],
): KeptReply[] {
  if (contract.kind !== 'command') return [];
  return answers
    .filter(({ replies }) => replies.length > 0)
    .map(({ received, replies }) => keptReply(received, replies));
}
