import type { NotificationType } from './announcement.ts';

/**
 * Mails whose text is a secret: it proves that its reader has the mailbox, which a session, or staff, must not be able to claim.
 * They are never listed, and their text is forgotten once they are sent or given up. So is what is said to somebody whose account is
 * gone.
 */
export const secretTypes = [
  'ORDER_ACCESS_LINK',
  'PASSWORD_RESET_LINK',
  'STAFF_INVITATION',
  'EMAIL_VERIFICATION_LINK',
  'EMAIL_CHANGE_LINK',
  'EMAIL_CHANGED',
  'DATA_ERASED',
  'ALERT_CONFIRMATION_LINK',
  'NEWSLETTER_CONFIRMATION_LINK',
] as const satisfies readonly NotificationType[];

/** A type of mails whose text is a secret. */
export type SecretType = (typeof secretTypes)[number];

const secret: ReadonlySet<NotificationType> = new Set(secretTypes);

/** Whether the text of such mails is a secret. */
export function isSecret(type: NotificationType): boolean {
  return secret.has(type);
}
