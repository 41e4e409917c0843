import { leaseSeconds, maximumAttempts } from '@cartwright/notifications/src/domain/delivery-policy.ts';
import type { NotificationType } from '@cartwright/notifications/src/domain/notification.ts';
import { MailRefused, type Mailer } from '@cartwright/notifications/src/mail/create-mailer.ts';
import { consumes } from '@cartwright/notifications/src/messages.ts';
import type { NotificationsRepository } from '@cartwright/notifications/src/repository/notifications-repository.ts';
import { createUseCases } from '@cartwright/notifications/src/use-cases/mod.ts';
import { transactionOf, type MemoryDatabase } from '../../database/database.ts';
import { DueIndex } from '../../database/due-index.ts';
import { Table } from '../../database/table.ts';
import type { Process } from '../../world/process.ts';
import type { MemoryMessages } from '../memory-messages.ts';
import type { RelayLock } from '../relay-lock.ts';
import { runMessaging } from '../run-messaging.ts';
import type { Site } from '../site.ts';
import { sweep } from '../sweep.ts';

/** A row of notifications. */
export interface NotificationRow {
  readonly id: string;
  readonly businessId: string;
  readonly type: NotificationType;
  readonly channel: string;
  readonly orderId: string | null;
  readonly state: 'PENDING' | 'SENT' | 'FAILED';
  readonly attempts: number;
  readonly nextAttemptAt: Date;
}

/** The table of notifications. */
export class MemoryNotifications {
  readonly database: MemoryDatabase;
  readonly notifications: Table<NotificationRow>;
  readonly due: DueIndex<NotificationRow>;

  constructor(database: MemoryDatabase) {
    this.database = database;
    this.notifications = new Table();
    this.due = new DueIndex(this.notifications, ({ state, nextAttemptAt }) =>
      state === 'PENDING' ? nextAttemptAt : null,
    );
  }
}

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

/** Runs notifications in a process until it dies. */
export function startNotifications(parts: NotificationsParts, process: Process): void {
  const { site, messages, lock } = parts;
  const { now, newId } = site.world;
  const repository = createRepository(parts, process) as unknown as NotificationsRepository;
  const render = () => ({ title: '', body: '', html: '' });
  const useCases = createUseCases({ repository, mailer: mailerOf(parts, process), render, now, newId });
  runMessaging({
    site,
    domain: 'notifications',
    process,
    messages,
    lock,
    publishes: [],
    consumes: () => consumes(useCases, repository),
  });
  void sweep({ process, everyMs: sendEveryMs, index: parts.tables.due }, async () => ({
    hasMore: (await useCases.sendDueMails()) > 0,
  }));
}

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

type Used = Pick<NotificationsRepository, 'announce' | 'claimDue' | 'markSent' | 'markFailed'>;

function createRepository({ site, tables }: NotificationsParts, process: Process): Used {
  const { notifications, due } = tables;
  const connection = tables.database.connect(process);
  const { now } = site.world;
  const inSeconds = (seconds: number): Date => new Date(now().getTime() + seconds * 1000);
  const change = (id: string, to: (row: NotificationRow) => NotificationRow): Promise<void> =>
    connection.statement(async (tx) => {
      await tx.statement();
      const row = await tx.lock(notifications, id);
      if (row !== undefined) tx.write(notifications, id, to(row));
    });
  return {
    announce: async (sqlTransaction, announced) => {
      const tx = transactionOf(sqlTransaction);
      await tx.statement();
      for (const { businessId, type, channel, orderId } of announced) {
        const id = `${businessId} ${type} ${channel}`;
        const row = { id, businessId, type, channel, orderId } as const;
        await tx.insert(notifications, id, { ...row, state: 'PENDING', attempts: 0, nextAttemptAt: now() });
      }
    },
    claimDue: (limit) =>
      connection.statement(async (tx) => {
        await tx.statement();
        const keys = due.due(now(), limit, (key) => tx.tryLock(notifications, key));
        return keys.flatMap((key) => {
          const row = tx.get(notifications, key);
          if (row === undefined) return [];
          const claimed = { ...row, attempts: row.attempts + 1, nextAttemptAt: inSeconds(leaseSeconds) };
          tx.write(notifications, key, claimed);
          return [{ id: row.id, recipient: '', title: '', body: '', html: '', attempts: claimed.attempts }];
        });
      }),
    markSent: ({ id }) => change(id, (row) => ({ ...row, state: 'SENT' })),
    markFailed: ({ id, attempts }, { retryInSeconds }) =>
      change(id, (row) => {
        if (row.state !== 'PENDING' || row.attempts !== attempts) return row;
        const hasFailed = retryInSeconds === null || attempts >= maximumAttempts;
        return {
          ...row,
          state: hasFailed ? 'FAILED' : 'PENDING',
          nextAttemptAt: inSeconds(retryInSeconds ?? 0),
        };
      }),
  };
}
