import type { NotificationType } from './announcement.ts';

/**
 * Mails whose text is a secret: it proves that its reader has the mailbox, which a session, or staff, must not be able to claim.
 * They are never listed, and their text is forgotten once they are sent.
 */
export const secretTypes = [
  'PASSWORD_RESET_LINK',
  'STAFF_INVITATION',
  'EMAIL_VERIFICATION_LINK',
  'EMAIL_CHANGE_LINK',
  'EMAIL_CHANGED',
] as const satisfies readonly NotificationType[];

/** A type of mails whose text is a secret. */
export type SecretType = (typeof secretTypes)[number];
