/** What a notification is about. */
export type NotificationType = 'ORDER_CONFIRMED' | 'ORDER_CANCELLED' | 'CUSTOMER_WELCOME';

/** A notification as it is stored. */
export interface NotificationRecord {
  readonly id: string;
  readonly type: NotificationType;
  readonly channel: 'EMAIL';
  readonly state: 'PENDING' | 'SENT' | 'FAILED';
  readonly userId: string;
  readonly orderId: string | null;
  readonly title: string;
  readonly body: string;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly readAt: Date | null;
}

/** What is to be told, not worded yet. */
export interface Announcement {
  /** The fact that it is about: one notification per fact and type, however often the fact is heard. */
  readonly businessId: string;
  readonly type: NotificationType;
  readonly userId: string;
  readonly orderId: string | null;
  readonly recipient: string;
  readonly locale: string;
  /** What the templates show. */
  readonly content: Readonly<Record<string, unknown>>;
}
