import { createTransport } from 'nodemailer';
import { mailsPerRound, sendTimeoutSeconds, type Refusal } from '../domain/delivery-policy.ts';

/** One e-mail. */
export interface Mail {
  /** Names the mail for good: a second copy carries the same Message-ID. */
  readonly id: string;
  /** One address; commas in it do not make it two. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A mail server would not take a mail, or could not be reached. */
export class MailRefused extends Error {
  readonly refusal: Refusal;

  constructor(message: string, refusal: Refusal) {
    super(message);
    this.name = 'MailRefused';
    this.refusal = refusal;
  }
}

/** Sends e-mail. */
export interface Mailer {
  /** @throws MailRefused */
  readonly send: (mail: Mail) => Promise<void>;
  readonly close: () => void;
}

/** Trying again is the sender's business: a connection that breaks fails the mail instead of queueing it once more. */
const pool = {
  pool: true,
  maxConnections: mailsPerRound,
  maxRequeues: 0,
  connectionTimeout: 5_000,
  greetingTimeout: 5_000,
  socketTimeout: 20_000,
} as const;

/** Sends over SMTP, on a few connections that are kept open. @param from as in `Store <store@example.com>` */
export function createMailer(smtpUrl: string, from: string): Mailer {
  const transport = createTransport({ url: smtpUrl, ...pool });
  return {
    send: async ({ id, to, ...mail }) => {
      const signal = AbortSignal.timeout(sendTimeoutSeconds * 1000);
      const addressed = { ...mail, from, to: { name: '', address: to }, messageId: `<${id}@cartwright>` };
      try {
        await transport.sendMail({ ...addressed, signal });
      } catch (error) {
        const { message, command, responseCode } = error as Error & Refusal;
        throw new MailRefused(message, { command, responseCode });
      }
    },
    close: () => transport.close(),
  };
}
