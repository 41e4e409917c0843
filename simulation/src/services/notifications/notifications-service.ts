import { formatMoney } from '@cartwright/languages';
import {
  alsoFed,
  consumes,
  consumesBeside,
  MailRefused,
  sendDueMails,
  type Mailer,
  type Renderer,
} from '@cartwright/notifications';
import { transactionOf } from '../../database/database.ts';
import type { Process } from '../../world/process.ts';
import type { MemoryMessages } from '../messages/memory-messages.ts';
import type { RelayLock } from '../relay-lock.ts';
import { runMessaging } from '../run-messaging.ts';
import type { Site } from '../site.ts';
import { sweep } from '../sweep.ts';
import {
  memoryAnnouncements,
  memoryFeed,
  memoryMailQueue,
  type MemoryNotifications,
} from './memory-notifications.ts';

/** What all processes of notifications share. */
export interface NotificationsParts {
  readonly site: Site;
  readonly tables: MemoryNotifications;
  readonly messages: MemoryMessages;
  readonly lock: RelayLock;
  /** How often the mail server refuses, from 0 to 1. */
  readonly mail: { refusal: number };
}

const sendEveryMs = 2000;
/** Nobody reads the feed here. */
const placesNothing = (): void => undefined;

/** Runs notifications in a process until it dies. */
export function startNotifications(parts: NotificationsParts, process: Process): void {
  const { site, tables, messages, lock } = parts;
  const { now, newId } = site.world;
  const announcing = {
    storeWithin: (tx: object) => memoryAnnouncements(tables, transactionOf(tx), now),
    countMails: async () => await Promise.resolve([]), // all buyers have one address
    render,
    newId,
    logger: { warn: () => undefined },
  };
  runMessaging({
    site,
    domain: 'notifications',
    process,
    messages,
    lock,
    publishes: [],
    consumes: () => {
      const handlers = consumes(announcing);
      const insert = memoryFeed(tables);
      return [
        ...alsoFed(handlers, placesNothing, insert),
        ...consumesBeside(handlers, placesNothing, insert),
      ];
    },
  });
  const queue = memoryMailQueue(tables, tables.database.connect(process), now);
  const mailer = mailerOf(parts, process);
  void sweep({ process, everyMs: sendEveryMs, index: tables.due }, () =>
    sendDueMails({ queue, mailer, now }),
  );
}

/** What of a notification is checked. */
const render: Renderer = ({ contentIn }, { language, pictures }) => {
  const content = contentIn({
    language,
    money: (amountMinor, currency) => formatMoney(language, amountMinor, currency),
    percent: String,
    day: (instant) => instant,
    moment: (instant) => instant,
    typed: () => null,
    address: () => [],
    picture: (variantId) => pictures.get(variantId),
  });
  const tax = content['exemptTax'] ?? content['taxIncluded'] ?? content['taxAdded'];
  const body = `Total: ${String(content['total'])}, tax: ${String(tax)}`;
  return { title: '', html: '', body };
};

function mailerOf({ site, mail }: NotificationsParts, process: Process): Mailer {
  return {
    send: async () => {
      await process.wait(site.server.latency());
      if (site.world.random.chance(mail.refusal))
        throw new MailRefused('Try again later', { responseCode: 451 });
    },
    close: () => undefined,
  };
}
