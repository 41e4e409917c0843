import { maySee, ownerIds, type Viewer } from '@cartwright/identity';

/** Whether a viewer may see what belongs to a payment: its customer, staff, and the guest whose it was. */
export function maySeePayment(
  viewer: Viewer | null,
  { customerId, guestId }: { readonly customerId: string; readonly guestId: string | null },
): boolean {
  if (maySee(viewer, customerId, 'PAYMENTS_READ')) return true;
  return viewer !== null && guestId !== null && ownerIds(viewer).includes(guestId);
}
