import type { Mutation } from '@cartwright/mutations';

const src = 'packages/messaging/src';

/** Faults in the outbox, the relay, its repair, the inbox and the consumers. */
export const messagingMutations: readonly Mutation[] = [
  {
    name: 'no inbox: every delivery counts as new',
    file: `${src}/inbox/inbox.ts`,
    replace: 'const fresh = new Set((await store.claim(tx, rows, next)).map(textOf));',
    by: 'await store.claim(tx, rows); const fresh = new Set(rows.map(textOf));',
  },
  {
    name: 'the inbox is written in a transaction of its own',
    file: `${src}/consumer/process-messages.ts`,
    replace: 'const fresh = await claimInbox(inbox, received, () => handler.beginsWith?.(received, tx));',
    by: 'const fresh = await database.transaction((own) => claimInbox({ store, tx: own }, received));',
  },
  {
    name: 'what is to be claimed last is not claimed',
    file: `${src}/consumer/process-messages.ts`,
    replace: '    await claimLast({ store, tx }, fresh, keptReplies(handler, answers));\n',
    by: '    void claimLast;\n',
  },
  {
    name: 'no reply to a duplicate command',
    file: `${src}/consumer/process-messages.ts`,
    replace: 'replies: await storedReplies(inbox, duplicates) };',
    by: 'replies: [] };',
  },
  {
    name: 'replies to commands are not kept',
    file: `${src}/consumer/process-messages.ts`,
    replace: "if (contract.kind !== 'command') return [];",
    by: 'return [];',
  },
  {
    name: 'the outbox is written after the commit',
    file: `${src}/outbox/transact.ts`,
    replace: '    const written = rows.length > 0 ? await store.write(tx, rows, []) : [];\n',
    by: `      const written = []; void Promise.resolve().then(async () => { await dependencies.timing.wait(1); await database.transaction((later) => store.write(later, rows, [])); }).catch(() => undefined);\n`,
  },
  {
    name: 'published before the commit',
    file: `${src}/outbox/transact.ts`,
    replace: '    const written = rows.length > 0 ? await store.write(tx, rows, []) : [];\n',
    by: `      const written = rows.length > 0 ? await database.transaction((early) => store.write(early, rows, [])) : [];\n`,
  },
  {
    name: 'marked before it is published',
    file: `${src}/relay/publisher.ts`,
    replace: '    const { taken, failure } = await publishAll(this.#work, entries);\n',
    by: `    await this.#work.store.markPublished(streamOf(this.#work.domain), entries.map(({ id }) => ({ id, seq: 0 })), 0);
    const { taken, failure } = await publishAll(this.#work, entries);
`,
  },
  {
    name: 'marked though JetStream did not take it',
    file: `${src}/relay/publish-all.ts`,
    replace: "return entry && result.status === 'fulfilled' ? [{ ack: result.value, entry }] : [];",
    by: "return entry ? [{ ack: result.status === 'fulfilled' ? result.value : { seq: 0, duplicate: true, stream: '', domain: '' }, entry }] : [];",
  },
  {
    name: 'what is handed to the relay is published before it is committed',
    file: `${src}/consumer/process-messages.ts`,
    replace:
      'await store.write(tx, rows, keptReplies(handler, answers)) : [];\n    return { entries: toEntries(rows, written), told: toldIn(answers), committed };',
    by: 'await store.write(tx, rows, keptReplies(handler, answers)) : [];\n    dependencies.wakeRelay(toEntries(rows, written)); return { entries: toEntries(rows, written), told: toldIn(answers), committed };',
  },
  {
    name: 'what is handed to the relay is all that it publishes: the outbox is never read',
    file: `${src}/relay/publisher.ts`,
    replace: 'const mustRead = this.#mustRead ||',
    by: 'const mustRead = nowMs < 0 &&',
  },
  {
    name: 'no repair after the loss of a tail',
    file: `${src}/relay/repair-stream.ts`,
    replace: 'return info.state.last_seq < known.lastSeq ? info.state.last_seq : Infinity;',
    by: 'return Infinity;',
  },
  {
    name: 'no repair after the loss of a stream',
    file: `${src}/relay/repair-stream.ts`,
    replace: 'if (known.created !== info.created) return known.ackFloor;',
    by: 'if (known.created !== info.created) return Infinity;',
  },
  {
    name: 'what was delivered counts as acknowledged',
    file: `${src}/relay/record-ack-floor.ts`,
    replace: 'return num_pending === 0 && num_ack_pending === 0 ? lastSeq : floor.stream_seq;',
    by: 'return lastSeq - num_pending + 0 * (num_ack_pending + floor.stream_seq);',
  },
  {
    name: 'the ack floor of the lost stream counts for the new one',
    file: 'simulation/src/services/messages/memory-relay-store.ts',
    replace: 'const ackFloor = isSame ? Math.min(known.ackFloor, keptUpTo) : 0;',
    by: 'const ackFloor = known?.ackFloor ?? 0;',
  },
  {
    name: 'what was withheld after a loss is not republished for a new consumer',
    file: `${src}/relay/record-ack-floor.ts`,
    replace: '  if (hasNewConsumer) await store.republishWithheld();\n',
    by: '',
  },
  {
    name: 'consumers past the end of the stream are not reset',
    file: `${src}/relay/repair-stream.ts`,
    replace:
      '  await resetConsumersAhead({ manager: session.manager, stream: info.config.name, lastSeq, logger });\n',
    by: '',
  },
  {
    name: 'a consumer is reset to the end, not to what it acknowledged',
    file: `${src}/relay/reset-consumers.ts`,
    replace: 'const start = Math.min(consumer.ack_floor.stream_seq, lastSeq) + 1;',
    by: 'const start = lastSeq + 1;',
  },
  {
    name: 'what is republished keeps its message id',
    file: `${src}/relay/publish-all.ts`,
    replace: 'const msgID = entry.drive === 0 ? entry.id : `${entry.id}:${entry.drive}`;',
    by: 'const msgID = entry.id;',
    harmlessBecause:
      'JetStream knows only the ids of messages that it still has, and a consumer that is past one of them is reset',
  },
  {
    name: 'a handler that fails is acknowledged',
    file: `${src}/consumer/handle-deliveries.ts`,
    replace: '    await failDelivery(context, first, error);\n',
    by: '    acknowledge(context, first);\n',
  },
  {
    name: 'acknowledged before it is handled',
    file: `${src}/consumer/handle-deliveries.ts`,
    replace:
      '    await (received.length > 1 ? forMany(handle) : handle());\n    for (const delivery of deliveries) acknowledge(context, delivery);',
    by: '    for (const delivery of deliveries) acknowledge(context, delivery);\n    await (received.length > 1 ? forMany(handle) : handle());',
  },
  {
    name: 'an outage of the database parks messages',
    file: `${src}/consumer/classify-failure.ts`,
    replace: '  if (isTransient(error)) {\n',
    by: "  if (isTransient(error)) return { kind: 'park', reason: errorMessage(error) };\n  if (isTransient(error)) {\n",
  },
  {
    name: 'a batch that fails is dropped',
    file: `${src}/consumer/handle-deliveries.ts`,
    replace: '  for (const delivery of deliveries) await handleDeliveries(context, [delivery]);\n',
    by: '  for (const delivery of deliveries) await Promise.resolve(acknowledge(context, delivery));\n',
  },
  {
    name: 'the answers of a batch are mixed up',
    file: `${src}/consumer/process-messages.ts`,
    replace: 'const own = replies[index] ?? [];',
    by: 'const own = replies[(index + 1) % replies.length] ?? [];',
  },
];
