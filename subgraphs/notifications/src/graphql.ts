import type { Connection } from '@cartwright/graph';
import type { ContextInput, ExportPart, PersonalDataContext } from '@cartwright/subgraph';
import type { AlertsContext } from './alerts/context.ts';
import type { AlertRecord } from './alerts/repository/alerts.ts';
import type { ConsentsContext } from './consents/context.ts';
import type { ConsentRecord } from './consents/repository/consents.ts';
import type { EventFeedContext } from './event-feed/context.ts';
import type { PlacedEvent } from './event-feed/door.ts';
import type { InboxContext } from './inbox/context.ts';
import type { NotificationRecord } from './inbox/repository.ts';
import type { NewsletterContext } from './newsletter/context.ts';
import type { TransferContext } from './transfer/room.ts';
import type { MerchantWebhooksContext } from './merchant-webhooks/context.ts';
import type { AttemptRecord, DeliveryRecord } from './merchant-webhooks/repository/history.ts';
import type { WebhookRecord } from './merchant-webhooks/repository/webhooks.ts';

export type AlertRow = AlertRecord;
export type ConsentRow = ConsentRecord;
export type ConsentConnectionRow = Connection<ConsentRecord>;
export type DataExportRow = ExportPart;
export type NotificationRow = NotificationRecord;
export type NotificationConnectionRow = Connection<NotificationRecord>;
export type StoreEventRow = PlacedEvent;
export type StoreEventConnectionRow = Connection<PlacedEvent>;
export type WebhookRow = WebhookRecord;
export type WebhookDeliveryRow = DeliveryRecord;
export type WebhookDeliveryConnectionRow = Connection<DeliveryRecord>;
export type WebhookAttemptRow = AttemptRecord;

/** What a resolver of notifications is given: who asks, and what its room offers. */
export type Context = ContextInput &
  InboxContext &
  PersonalDataContext & {
    readonly alerts: AlertsContext;
    readonly consents: ConsentsContext;
    readonly eventFeed: EventFeedContext;
    readonly merchantWebhooks: MerchantWebhooksContext;
    readonly newsletter: NewsletterContext;
    readonly transfer: TransferContext;
  };
