import type { Connection } from '@cartwright/graph';
import type { Viewer, ViewerContext } from '@cartwright/identity';
import type DataLoader from 'dataloader';
import type { NotificationRecord } from './domain/notification.ts';
import type { UserCount } from './repository/notifications-repository.ts';
import type { PageLoader } from './repository/page-loader.ts';
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
    readonly pages: PageLoader;
    readonly counts: DataLoader<string, UserCount | null>;
    readonly unreadCounts: DataLoader<string, UserCount | null>;
  };
}
