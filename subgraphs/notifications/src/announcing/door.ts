export type { Renderer } from './ports.ts';
export { insertNotifications } from './repository/announced.ts';
export {
  leaseDue,
  markFailed,
  markSent,
  type Attempt,
  type DueMail,
  type FailedAttempt,
} from './repository/deliveries.ts';
export { markRead } from './repository/mark-read.ts';
export { confirmationOf, type NotificationType } from './rules.ts';
