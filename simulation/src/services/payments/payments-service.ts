import { paymentMethodsOffered } from '@cartwright/events';
import {
  claimDuePayments,
  consumes,
  createPursuits,
  eventTaker,
  offering,
  providerOver,
  publishes,
  type Ask,
  type Dependencies,
  type RiskRules,
  type WebhookHeaders,
} from '@cartwright/payments';
import { acceptedPerCard } from '../../provider/tokens.ts';
import { transactionOf } from '../../database/database.ts';
import type { Process } from '../../world/process.ts';
import type { MemoryMessages } from '../messages/memory-messages.ts';
import type { RelayLock } from '../relay-lock.ts';
import { runMessaging } from '../run-messaging.ts';
import type { Site } from '../site.ts';
import { sweep } from '../sweep.ts';
import { memoryEventLog, memoryEvents } from './memory-event-log.ts';
import {
  memoryPaymentQueue,
  memoryPaymentStore,
  memoryReceiptBook,
  type MemoryPayments,
} from './memory-payments.ts';
import { memorySightings } from './memory-sightings.ts';

/** What all processes of payments share. */
export interface PaymentsParts {
  readonly site: Site;
  readonly tables: MemoryPayments;
  readonly messages: MemoryMessages;
  readonly lock: RelayLock;
  /** Creates a process's access to the provider. */
  readonly ask: (process: Process) => Ask;
  readonly webhookSecret: string;
  /** What can be paid with. */
  readonly tokens: readonly string[];
}

/** The calls that the provider can make to a process of payments. */
export interface PaymentsApi {
  /** Takes an event; rejects when it was not stored. */
  takeWebhook(headers: WebhookHeaders, body: Uint8Array): Promise<void>;
}

type WithoutTransact = Omit<Dependencies, 'transact'>;

/** Each card is looked at from its third payment on, and refused once it was declined three times. */
const riskRules: RiskRules = {
  reviewFromMinor: {},
  velocity: [
    {
      code: 'METHOD_USED_OFTEN',
      by: 'fingerprint',
      counts: 'payments',
      withinMinutes: 60,
      atLeast: acceptedPerCard + 1,
      decision: 'REVIEW',
    },
    {
      code: 'METHOD_DECLINED_OFTEN',
      by: 'fingerprint',
      counts: 'declines',
      withinMinutes: 60,
      atLeast: 3,
      decision: 'REFUSE',
    },
  ],
};
const sweepEveryMs = 1000;
const inHandAtMost = 32;
const offerAgainAfterMs = 1000;

/** Runs payments in a process until it dies. */
export function startPayments(parts: PaymentsParts, process: Process): PaymentsApi {
  const { site, tables, messages, lock, tokens } = parts;
  const own = dependenciesOf(parts, process);
  const transact = runMessaging<Parameters<Dependencies['paymentsWithin']>[0]>({
    site,
    domain: 'payments',
    process,
    messages,
    lock,
    publishes: [...publishes, paymentMethodsOffered],
    consumes: (write) => {
      const writing = { ...own, transact: write };
      return consumes(writing, createPursuits(writing));
    },
  });
  const dependencies = { ...own, transact };
  void offer(offering({ transact, now: site.world.now, tokenForms: tokens }), process);
  void sweep({ process, everyMs: sweepEveryMs, index: tables.due }, takeDue(dependencies));
  const takeEvent = eventTaker(dependencies);
  return {
    takeWebhook: async (headers, body) => takeEvent(dependencies.provider.readWebhook(headers, body)),
  };
}

function dependenciesOf(
  { site, tables, ask, webhookSecret }: PaymentsParts,
  process: Process,
): WithoutTransact {
  const { now, newId } = site.world;
  const connection = tables.database.connect(process);
  return {
    queue: memoryPaymentQueue(tables, connection),
    events: memoryEvents(tables, connection),
    paymentsWithin: (tx) => memoryPaymentStore(tables, transactionOf(tx), now),
    receiptsWithin: (tx) => memoryReceiptBook(tables, transactionOf(tx)),
    sightingsWithin: (tx) => memorySightings(tables, transactionOf(tx)),
    riskRules,
    eventsWithin: (tx) => memoryEventLog(tables, transactionOf(tx)),
    provider: providerOver({
      ask: ask(process),
      webhookSecrets: [webhookSecret],
      now,
      close: () => Promise.resolve(),
    }),
    logger: site.logger,
    now,
    newId,
  };
}

/** Announces what can be paid with, again until that is written; no world is open for longer than an offer stands. */
async function offer(announce: () => Promise<void>, process: Process): Promise<void> {
  const isAnnounced = () =>
    announce().then(
      () => true,
      () => false,
    );
  while (!(await isAnnounced())) await process.wait(offerAgainAfterMs);
}

/** Each payment separately, so that one that hangs does not block the others. */
function takeDue(dependencies: Dependencies): () => Promise<{ hasMore: boolean }> {
  const { pursue } = createPursuits(dependencies);
  let inHand = 0;
  const take = async (payment: Parameters<typeof pursue>[0]): Promise<void> => {
    inHand += 1;
    await pursue(payment).catch(() => undefined);
    inHand -= 1;
  };
  return async () => {
    const due = await claimDuePayments(dependencies, inHandAtMost - inHand);
    for (const payment of due) void take(payment);
    return { hasMore: false };
  };
}
