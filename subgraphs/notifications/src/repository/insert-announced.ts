import type { Announcement } from '../domain/notification.ts';
import type { Rendered } from '../templates/create-renderer.ts';
import type { Transaction } from './transaction.ts';

/** A notification in words, ready to be stored. */
export type NewNotification = Omit<Announcement, 'locale' | 'content'> &
  Rendered & { readonly id: string; readonly channel: 'EMAIL' };

/** One statement whatever their number, so that it is planned once; those whose fact was told before are left out. */
export async function insertAnnounced(
  tx: Transaction,
  notifications: readonly NewNotification[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO notifications
      (id, business_id, type, channel, user_id, order_id, recipient, title, body, html)
    SELECT id, "businessId", type::notification_type, channel::notification_channel, "userId", "orderId",
      recipient, title, body, html
    FROM jsonb_to_recordset(${JSON.stringify(notifications)}::jsonb) AS told(
      id uuid, "businessId" text, type text, channel text, "userId" uuid, "orderId" uuid,
      recipient text, title text, body text, html text)
    ON CONFLICT DO NOTHING`;
}
