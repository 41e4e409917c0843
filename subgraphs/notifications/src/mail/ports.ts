import type { Attempt, DueMail, FailedAttempt, SentMail } from '../announcing/door.ts';
import type { Refusal } from './rules.ts';

/** One e-mail. */
export interface Mail {
  /** Identifies the mail: a second copy carries the same Message-ID. */
  readonly id: string;
  /** One address; commas in it do not make it two. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** BCP 47: what it is written in. */
  readonly language: string;
  /** Where its reader unsubscribes from such mails (RFC 8058); undefined where it is about an order or the account. */
  readonly unsubscribeUrl?: string | undefined;
}

/** Sends e-mail. */
export interface Mailer {
  /** @throws MailRefused */
  readonly send: (mail: Mail) => Promise<void>;
  readonly close: () => void;
}

/** A mail server refused a mail, or could not be reached. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
  readonly refusal: Refusal;

  constructor(message: string, refusal: Refusal) {
    super(message);
    this.refusal = refusal;
  }
}

/** The mails that are to be sent. */
export interface MailQueue {
  /** Leases up to `limit` due mails to the caller; after `leaseSeconds` another sender may take them over. */
  readonly leaseDue: (lease: {
    readonly limit: number;
    readonly leaseSeconds: number;
  }) => Promise<readonly DueMail[]>;
  /** Records that a mail is sent, whoever has its lease by now; those that are sent at the same time are recorded together. */
  readonly markSent: (mail: SentMail) => Promise<void>;
  /** Records that an attempt failed, unless another sender has taken the mail over since. */
  readonly markFailed: (attempt: Attempt, failure: FailedAttempt) => Promise<void>;
}
