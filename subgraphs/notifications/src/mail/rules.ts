/** How often a mail is tried before it is given up: over about two days. */
export const maximumAttempts = 24;

/** How many connections to the mail server one process keeps, and so how many mails it sends at a time. */
export const mailConnections = 5;

/** How many mails one process leases together: a few for each connection, which wait for so long that their leases last. */
export const mailsPerRound = 3 * mailConnections;

/** How long a sender has a mail for itself. */
export const leaseSeconds = 60;

/** How long one attempt takes at most, with its wait for a connection: less than the lease, or two senders would have the same mail. */
export const sendTimeoutSeconds = 45;

/**
 * When to try again after the n-th failed attempt: 2 s, 4 s, 8 s … up to three hours.
 * @returns null when it is time to give up
 */
export function retryDelaySeconds(attempts: number): number | null {
  if (attempts >= maximumAttempts) return null;
  return Math.min(2 ** attempts, 3 * 60 * 60);
}

/** What a mail server refused, and how. */
export interface Refusal {
  /** The SMTP command that was refused: `RCPT TO`. */
  readonly command?: string | undefined;
  /** The SMTP reply; undefined when there was none. */
  readonly responseCode?: number | undefined;
}

/**
 * Whether a mail server refused permanently: a 55x reply to the recipient or the content (RFC 5321, 4.2.1).
 * The same reply to a login or a sender is about the store's own settings, which can be corrected.
 */
export function isPermanentRefusal({ command, responseCode = 0 }: Refusal): boolean {
  const isAboutThisMail = command === 'RCPT TO' || command === 'DATA';
  return isAboutThisMail && responseCode >= 550 && responseCode < 560;
}
