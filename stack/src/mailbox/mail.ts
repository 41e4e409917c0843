import PostalMime, { type Address } from 'postal-mime';

/** One received mail, parsed. */
export interface Mail {
  readonly id: string;
  readonly messageId: string | undefined;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly receivedAt: Date;
  readonly text: string;
  /** The HTML part, undefined for a mail of plain text. */
  readonly html: string | undefined;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** What lists show of a mail. */
export type MailSummary = Omit<Mail, 'text' | 'html' | 'headers'>;

/** What lists show of a mail. */
export function summaryOf({ id, messageId, from, to, subject, receivedAt }: Mail): MailSummary {
  return { id, messageId, from, to, subject, receivedAt };
}

/** Parses a mail as it came over SMTP. */
export async function parseMail(received: { id: string; receivedAt: Date; raw: Buffer }): Promise<Mail> {
  const mail = await PostalMime.parse(received.raw);
  return {
    id: received.id,
    messageId: mail.messageId,
    from: mail.from ? addressText(mail.from) : '',
    to: (mail.to ?? []).map(addressText),
    subject: mail.subject?.trim() || '(no subject)',
    receivedAt: received.receivedAt,
    text: mail.text ?? '',
    html: mail.html,
    headers: mail.headers.map(({ key, value }) => ({ name: key, value })),
  };
}

function addressText({ name, address }: Address): string {
  if (address === undefined) return name;
  return name ? `${name} <${address}>` : address;
}
