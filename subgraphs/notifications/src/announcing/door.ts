export type { Reader, Renderer } from './ports.ts';
export { insertNotifications } from './repository/announced.ts';
export {
  leaseDue,
  markFailed,
  markSent,
  type Attempt,
  type DueMail,
  type FailedAttempt,
  type SentMail,
} from './repository/deliveries.ts';
export { markRead } from './repository/mark-read.ts';
export { saveCustomers, savePictures } from './repository/readers.ts';
export type { Announcement, Content, NotificationType, Sentence, Words } from './rules/announcement.ts';
export { confirmationOf } from './rules/announcements.ts';
export { secretTypes, type SecretType } from './rules/secret-types.ts';
