import { leaseMs } from '@cartwright/payments/src/domain/schedule.ts';
import { consumes, publishes } from '@cartwright/payments/src/messages.ts';
import { providerOver, type Ask } from '@cartwright/payments/src/provider/simulator-provider.ts';
import type { WebhookHeaders } from '@cartwright/payments/src/provider/payment-provider.ts';
import type { Transaction } from '@cartwright/payments/src/repository/database.ts';
import type { PaymentsRepository } from '@cartwright/payments/src/repository/payments-repository.ts';
import { createUseCases, type UseCases } from '@cartwright/payments/src/use-cases/mod.ts';
import type { Process } from '../../world/process.ts';
import type { MemoryMessages } from '../memory-messages.ts';
import type { RelayLock } from '../relay-lock.ts';
import { runMessaging, type Transact } from '../run-messaging.ts';
import type { Site } from '../site.ts';
import { sweep } from '../sweep.ts';
import { createMemoryRepository, type MemoryPayments, type UsedRepository } from './memory-payments.ts';

/** What all processes of payments share. */
export interface PaymentsParts {
  readonly site: Site;
  readonly tables: MemoryPayments;
  readonly messages: MemoryMessages;
  readonly lock: RelayLock;
  /** How the provider is reached from a process. */
  readonly ask: (process: Process) => Ask;
  readonly webhookSecret: string;
}

/** What the provider can reach. */
export interface PaymentsApi {
  /** Takes an event; rejects when it was not stored. */
  takeWebhook(headers: WebhookHeaders, body: Uint8Array): Promise<void>;
}

const sweepEveryMs = 1000;
const inHandAtMost = 32;

/** Runs payments in a process until it dies. */
export function startPayments(parts: PaymentsParts, process: Process): PaymentsApi {
  const { site, tables, messages, lock, webhookSecret } = parts;
  const { now, newId } = site.world;
  const ask = parts.ask(process);
  const provider = providerOver({ ask, webhookSecret, now, close: () => Promise.resolve() });
  const repository = createMemoryRepository(tables, process);
  const bind = (transact: Transact<Transaction>): UseCases =>
    createUseCases({
      repository: repository as unknown as PaymentsRepository,
      provider,
      transact,
      logger: site.logger,
      now,
      newId,
    });
  const transact = runMessaging<Transaction>({
    site,
    domain: 'payments',
    process,
    messages,
    lock,
    publishes,
    consumes: (write) => consumes(bind(write), repository as unknown as PaymentsRepository),
  });
  const { pursuePayment, applyWebhook } = bind(transact);
  void sweep({ process, everyMs: sweepEveryMs, index: tables.due }, takeDue(repository, now, pursuePayment));
  return {
    takeWebhook: (headers, body) => applyWebhook(provider.readWebhook(headers, body)),
  };
}

/** Each payment by itself, so that one that hangs holds up no other. */
function takeDue(
  repository: UsedRepository,
  now: () => Date,
  pursue: (paymentId: string) => Promise<void>,
): () => Promise<{ hasMore: boolean }> {
  let inHand = 0;
  const take = async (paymentId: string): Promise<void> => {
    inHand += 1;
    await pursue(paymentId).catch(() => undefined);
    inHand -= 1;
  };
  return async () => {
    const leaseEndsAt = new Date(now().getTime() + leaseMs);
    const due = await repository.payments.claimDue(inHandAtMost - inHand, now(), leaseEndsAt);
    for (const paymentId of due) void take(paymentId);
    return { hasMore: false };
  };
}
