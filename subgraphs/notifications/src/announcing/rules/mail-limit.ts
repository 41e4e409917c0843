/**
 * How many mails a mailbox gets within an hour before those that nobody has paid for are held back: welcomes, links that
 * somebody asked for, orders that were cancelled before anything was taken. All mails count, whatever they say.
 */
const maxMailsPerHour = 10;

/** What is on record of a mail that is held back. */
export const heldBack = {
  state: 'FAILED',
  lastError: 'too many mails to this address within an hour',
} as const;

/** The mailbox of an address, whatever stands behind a `+`: most servers put it all into one. */
export function mailboxOf(address: string): string {
  return address.replace(/\+[^@]*(?=@)/u, '');
}

/**
 * Which of some new mails are held back, by their indices.
 * @param counts how many mails their mailboxes got within the last hour
 */
export function mailsToHoldBack(
  mails: readonly { readonly recipient: string; readonly isOwed: boolean }[],
  counts: ReadonlyMap<string, number>,
): ReadonlySet<number> {
  const sent = new Map(counts);
  const held = new Set<number>();
  for (const [index, { recipient, isOwed }] of mails.entries()) {
    const mailbox = mailboxOf(recipient);
    const before = sent.get(mailbox) ?? 0;
    if (isOwed || before < maxMailsPerHour) sent.set(mailbox, before + 1);
    else held.add(index);
  }
  return held;
}
