import { isUnavailable } from '@cartwright/errors';
import { createSeal } from '@cartwright/identity';
import { createWorkLoop, type Loop } from '@cartwright/process';
import type { Parts } from '../parts.ts';
import { createHttpSender } from './http-sender.ts';
import { maxInHand } from './rules/attempts.ts';
import { claimDue, deliver, type DueDelivery } from './use-cases/deliver.ts';

/** Makes what seals the secrets of webhooks. */
export function webhookSeal({ config }: Pick<Parts, 'config'>) {
  return createSeal('webhooks', config.WEBHOOK_SEAL_KEYS);
}

/** What delivers events to webhooks: those of one beside those of another, so that a slow receiver holds up its own alone. */
export function createWebhookSending(parts: Parts): Loop {
  const { config, database, logger, now } = parts;
  const sender = createHttpSender(config.WEBHOOK_TARGETS);
  const stopping = new AbortController();
  const underWay = new UnderWay();
  const sending = { database, now, logger, seal: webhookSeal(parts), sender, chance: Math.random };
  const work = async (due: DueDelivery): Promise<void> => {
    try {
      await deliver({ ...sending, stopping: stopping.signal }, due);
    } catch (error) {
      // By its ids alone: what is sent, and where to, is not for the log.
      const { id: deliveryId, webhookId } = due;
      const level = isUnavailable(error) ? 'warn' : 'error';
      logger[level](
        { err: error, deliveryId, webhookId },
        'a delivery could not be settled, and is sent again',
      );
    } finally {
      underWay.end(due.webhookId);
      loop.wake(); // the next one of its key is due, or another one has room
    }
  };
  const loop = createWorkLoop({
    name: 'deliver events to webhooks',
    claim: async (limit) => underWay.begin(await claimDue(sending, { limit, underWay: underWay.counts() })),
    work,
    maxInHand,
    intervalMs: config.EVENT_SWEEP_SECONDS * 1_000,
    logger,
  });
  return {
    ...loop,
    stop: async () => {
      stopping.abort();
      await loop.stop();
      sender.close();
    },
  };
}

/** How many deliveries of each webhook this process has under way. */
class UnderWay {
  readonly #counts = new Map<string, number>();

  begin(claimed: readonly DueDelivery[]): readonly DueDelivery[] {
    for (const { webhookId } of claimed) this.#counts.set(webhookId, (this.#counts.get(webhookId) ?? 0) + 1);
    return claimed;
  }

  end(webhookId: string): void {
    const left = (this.#counts.get(webhookId) ?? 1) - 1;
    if (left > 0) this.#counts.set(webhookId, left);
    else this.#counts.delete(webhookId);
  }

  counts(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }
}
