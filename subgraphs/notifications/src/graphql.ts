import type { Connection } from '@cartwright/graph';
import type { ContextInput, ExportPart, PersonalDataContext } from '@cartwright/subgraph';
import type { InboxContext } from './inbox/context.ts';
import type { NotificationRecord } from './inbox/repository.ts';

export type DataExportRow = ExportPart;
export type NotificationRow = NotificationRecord;
export type NotificationConnectionRow = Connection<NotificationRecord>;

/** What a resolver of notifications is given: who asks, and what its room offers. */
export type Context = ContextInput & InboxContext & PersonalDataContext;
