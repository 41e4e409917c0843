import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { MailSending } from './sending.ts';

/** Sends notifications by e-mail. */
export function mailRoom({ loop, mailer }: MailSending): Room<Tables> {
  return { background: [loop], close: () => mailer.close() };
}
