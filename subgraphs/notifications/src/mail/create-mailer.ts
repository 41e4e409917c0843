import { createTransport } from 'nodemailer';

/** One e-mail. */
export interface Mail {
  /** Names the mail for good: a second copy carries the same Message-ID. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A mail server would not take a mail; `responseCode` is its SMTP reply, undefined when it could not be reached. */
export class MailRefused extends Error {
  readonly responseCode: number | undefined;

  constructor(message: string, responseCode: number | undefined) {
    super(message);
    this.name = 'MailRefused';
    this.responseCode = responseCode;
  }
}

/** Sends e-mail. */
export interface Mailer {
  /** @throws MailRefused */
  readonly send: (mail: Mail) => Promise<void>;
  readonly close: () => void;
}

/** Sends over SMTP, on a few connections that are kept open. @param from as in `Store <store@example.com>` */
export function createMailer(smtpUrl: string, from: string): Mailer {
  const timeouts = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 20_000 };
  const transport = createTransport({ url: smtpUrl, pool: true, maxConnections: 3, ...timeouts });
  return {
    send: async ({ id, ...mail }) => {
      try {
        await transport.sendMail({ ...mail, from, messageId: `<${id}@cartwright>` });
      } catch (error) {
        const { message, responseCode } = error as Error & { responseCode?: number };
        throw new MailRefused(message, responseCode);
      }
    },
    close: () => transport.close(),
  };
}
