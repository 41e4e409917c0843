import { domains, type Domain } from '@cartwright/events';
import type { Msg } from '@nats-io/transport-node';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { canPublish, type NatsLink, type NatsSession } from '../nats/nats-link.ts';
import { keepSubscribed } from '../nats/keep-subscribed.ts';
import type { MessagingLag } from './health.ts';

/** What a domain says of its messages when it is asked. */
export interface MessagingReport extends Omit<MessagingLag, 'fault'> {
  /** What keeps its messages from flowing, a sentence each; empty while they flow. */
  readonly faults: readonly string[];
}

/** The reports of those that answered. */
export type MessagingReports = Partial<Record<Domain, MessagingReport>>;

const answerWithinMs = 1500;

const reportSchema = z.object({
  unpublished: z.number(),
  oldestUnpublishedSeconds: z.number(),
  parked: z.number(),
  publishedAt: z.coerce.date().nullable(),
  faults: z.array(z.string()),
});

/** A report of what the database and the loops say. */
export function reportOf(lag: MessagingLag, faults: readonly string[]): MessagingReport {
  const { unpublished, oldestUnpublishedSeconds, parked, publishedAt } = lag;
  return { unpublished, oldestUnpublishedSeconds, parked, publishedAt, faults };
}

/** Only orders may ask here. */
function reportSubject(domain: Domain): string {
  return `messaging.report.${domain}`;
}

/** Only the domain may answer here, and only orders hears it. */
function answerSubject(domain: Domain, questionId: string): string {
  return `messaging.reported.${domain}.${questionId}`;
}

const questionIdSchema = z.uuid();

/** Replicas of the version before, which answer to the reply subject alone, share `report`: they would take half of the questions. */
const answeringQueue = 'answer';

/** What a reporter is built from. */
export interface ReporterOptions {
  readonly domain: Domain;
  readonly link: NatsLink;
  readonly logger: Logger;
  readonly read: () => Promise<MessagingReport>;
}

/**
 * Answers other domains that ask how messages flow here: over plain NATS, so that it can also be said while JetStream
 * takes none. One replica answers. The answer has a subject of its own and not that of a reply: a login that may reply to whoever
 * asks has nats-server remember each message that it gets, and go through all of them for each that follows.
 */
export class Reporter {
  readonly #domain: Domain;
  readonly #link: NatsLink;
  readonly #logger: Logger;
  readonly #read: () => Promise<MessagingReport>;

  constructor({ domain, link, logger, read }: ReporterOptions) {
    this.#domain = domain;
    this.#link = link;
    this.#logger = logger;
    this.#read = read;
  }

  /** Answers until the signal is aborted; never rejects. */
  run(stopping: AbortSignal): Promise<void> {
    const asked = {
      link: this.#link,
      logger: this.#logger,
      subject: reportSubject(this.#domain),
      queue: answeringQueue,
      onMessage: (message: Msg, session: NatsSession) => void this.#answer(session, message.string()),
    };
    return keepSubscribed(asked, stopping);
  }

  /** A report that cannot be made is none: the one who asks has a time limit. */
  async #answer(session: NatsSession, questionId: string): Promise<void> {
    if (!questionIdSchema.safeParse(questionId).success) return;
    const report = await this.#read().catch(() => undefined);
    if (report === undefined || !canPublish(session)) return;
    session.connection.publish(answerSubject(this.#domain, questionId), JSON.stringify(report));
  }
}

/** Asks all domains at once; one that does not answer within 1.5 seconds is left out. */
export async function askReports(link: Pick<NatsLink, 'current'>): Promise<MessagingReports> {
  const session = link.current;
  if (!session) return {};
  const answers = domains.map(async (domain) => [domain, await askOne(session, domain)] as const);
  return Object.fromEntries((await Promise.all(answers)).filter(([, report]) => report !== undefined));
}

async function askOne({ connection }: NatsSession, domain: Domain): Promise<MessagingReport | undefined> {
  const questionId = uuidv7();
  try {
    const answers = connection.subscribe(answerSubject(domain, questionId), {
      max: 1,
      timeout: answerWithinMs,
    });
    connection.publish(reportSubject(domain), questionId);
    for await (const answer of answers) return reportSchema.parse(answer.json());
  } catch {
    // it is left out
  }
  return undefined;
}
