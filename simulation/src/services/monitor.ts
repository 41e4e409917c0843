import type { MessageHandler, Received, SqlTransaction } from '@cartwright/messaging';
import type { Delivery, StoredMessage } from '@cartwright/messaging/core';
import type { Breach } from '@cartwright/invariants';
import { transactionOf } from '../database/database.ts';
import type { History } from '../world/history.ts';
import type { MemoryMessages } from './messages/memory-messages.ts';

/** Checks the rules of inbox and outbox as they are applied: at rest a breach may have been corrected by chance. */
export class Monitor {
  readonly breaches: Breach[] = [];
  readonly #applied = new Set<string>();
  readonly #history: History;

  constructor(history: History) {
    this.#history = history;
  }

  /** Records a breach. */
  report(message: string, orderId?: string): void {
    if (this.breaches.length < 100) this.breaches.push({ message, ...(orderId && { orderId }) });
  }

  /** Checks that a message takes effect once, and that the reply to a command is stored. */
  watchHandler<Tx extends SqlTransaction>(
    { inbox, domain }: MemoryMessages,
    handler: MessageHandler<Tx>,
  ): MessageHandler<Tx> {
    const { kind } = handler.contract;
    return {
      ...handler,
      begin: async (received) => {
        const apply = await handler.begin(received);
        return async (fresh, tx, afterCommit) => {
          const replies = await apply(fresh, tx, afterCommit);
          transactionOf(tx).afterCommit(() => {
            fresh.forEach((message, index) => {
              this.#applyOnce(domain, message);
              const isAnswered = (replies[index] ?? []).length > 0;
              const kept = inbox.committed.get(`${message.type} ${message.businessId}`)?.reply ?? null;
              if (kind === 'command' && isAnswered) this.#checkAnswer(domain, message, kept);
            });
          });
          return replies;
        };
      },
    };
  }

  /** Checks that nothing is acknowledged that is neither handled nor parked. */
  watchDelivery(messages: MemoryMessages, { message, identity, key }: Delivery<never>): void {
    const ack = message.ack.bind(message);
    const { type, businessId } = identity;
    message.ack = () => {
      if (!messages.isHandled(type, businessId))
        this.report(`${messages.domain} has acknowledged ${type} without handling it`, key);
      ack();
    };
  }

  #checkAnswer(domain: string, { type, key }: Received, kept: unknown): void {
    if (!Array.isArray(kept)) this.report(`${domain} has answered ${type} and not kept the answer`, key);
    else if (!(kept as readonly StoredMessage[]).some((answer) => answer.key === key))
      this.report(`${domain} has kept an answer to ${type} that is about something else`, key);
  }

  #applyOnce(domain: string, { type, businessId, key }: Received): void {
    this.#history.note(key, () => `${domain} has handled ${type}`);
    const effect = `${domain} ${type} ${businessId}`;
    if (this.#applied.has(effect)) this.report(`${domain} has handled ${type} twice`, key);
    this.#applied.add(effect);
  }
}
