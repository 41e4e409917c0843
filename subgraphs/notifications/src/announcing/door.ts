export type { Reader, Renderer } from './ports.ts';
export { insertNotifications } from './repository/announced.ts';
export {
  leaseDue,
  markFailed,
  markSent,
  withdrawMails,
  type Attempt,
  type DueMail,
  type FailedAttempt,
  type SentMail,
} from './repository/deliveries.ts';
export { markRead } from './repository/mark-read.ts';
export { confirmedEmailOf, confirmedEmailsOf, saveCustomers, savePictures } from './repository/readers.ts';
export type { Announcement, Content, NotificationType, Sentence, Words } from './rules/announcement.ts';
export { announce } from './use-cases.ts';
export { confirmationOf } from './rules/announcements.ts';
export { secretTypes, type SecretType } from './rules/secret-types.ts';
