/** What matters of who asks. */
export interface Reader {
  readonly id: string;
  readonly role: 'GUEST' | 'CUSTOMER' | 'STAFF';
  readonly guestId?: string;
}

/** Tells whether an order is the reader's own, or the reader is of the staff. */
export function mayRead({ id, role, guestId }: Reader, order: { readonly customerId: string }): boolean {
  return (
    role === 'STAFF' || order.customerId === id || (guestId !== undefined && order.customerId === guestId)
  );
}
