import { createTransport } from 'nodemailer';
import { MailRefused, type Mailer } from './ports.ts';
import { mailConnections, sendTimeoutSeconds, type Refusal } from './rules.ts';

/** Retrying is the sender's business: a connection that breaks fails the mail instead of queueing it once more. */
const pool = {
  pool: true,
  maxConnections: mailConnections,
  maxRequeues: 0,
  connectionTimeout: 5_000,
  greetingTimeout: 5_000,
  socketTimeout: 20_000,
} as const;

/** Sends over SMTP, on a few connections that are kept open. @param from as in `Store <store@example.com>` */
export function createSmtpMailer(smtpUrl: string, from: string): Mailer {
  const transport = createTransport({ url: smtpUrl, ...pool });
  return {
    send: async ({ id, to, language, ...mail }) => {
      const signal = AbortSignal.timeout(sendTimeoutSeconds * 1000);
      const addressed = {
        ...mail,
        ...{ from, to: { name: '', address: to }, messageId: `<${id}@cartwright>` },
        headers: { 'Content-Language': language }, // RFC 3282
      };
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
