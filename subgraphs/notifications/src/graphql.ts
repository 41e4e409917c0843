import type { Connection, Viewer, ViewerContext } from '@cartwright/subgraph-kit';
import type DataLoader from 'dataloader';
import type { NotificationRecord } from './domain/notification.ts';
import type { NotificationsRepository } from './repository/notifications-repository.ts';
import type { UseCases } from './use-cases/mod.ts';

export type NotificationRow = NotificationRecord;
export type NotificationConnectionRow = Connection<NotificationRecord>;

/** What a resolver of notifications is given. */
export interface Context extends ViewerContext {
  readonly viewer: Viewer | null;
  readonly useCases: UseCases;
  /** One per operation. */
  readonly loaders: {
    readonly notifications: DataLoader<string, NotificationRecord | null>;
    readonly unreadCounts: DataLoader<
      string,
      Awaited<ReturnType<NotificationsRepository['unreadCounts']>>[number] | null
    >;
  };
}
