/** The mailbox of an address, whatever stands behind a `+`: most servers put it all into one. */
export function mailboxOf(address: string): string {
  return address.replace(/\+[^@]*(?=@)/u, '');
}
