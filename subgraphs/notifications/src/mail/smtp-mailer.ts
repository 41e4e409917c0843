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

/** Whom mails come from. */
interface Sender {
  /** As in `Store <store@example.com>`. */
  readonly from: string;
  /** Where mail programs may write to unsubscribe somebody, beside the link; nowhere when left out or empty. */
  readonly unsubscribeAddress?: string | undefined;
}

/** Sends over SMTP, on a few connections that are kept open. */
export function createSmtpMailer(smtpUrl: string, { from, unsubscribeAddress = '' }: Sender): Mailer {
  const transport = createTransport({ url: smtpUrl, ...pool });
  return {
    send: async ({ id, to, language, unsubscribeUrl, ...mail }) => {
      const signal = AbortSignal.timeout(sendTimeoutSeconds * 1000);
      const addressed = {
        ...mail,
        ...{ from, to: { name: '', address: to }, messageId: `<${id}@cartwright>` },
        headers: {
          'Content-Language': language, // RFC 3282
          ...unsubscribeHeaders(unsubscribeUrl, unsubscribeAddress),
        },
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

/** By which a mail program shows a button of its own: RFC 2369, 3.2, and RFC 8058. Both have to be signed by DKIM. */
function unsubscribeHeaders(url: string | undefined, address: string): Record<string, string> {
  if (url === undefined) return {};
  const ways = [url, ...(address === '' ? [] : [`mailto:${address}?subject=unsubscribe`])];
  return {
    'List-Unsubscribe': ways.map((way) => `<${way}>`).join(', '),
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}
