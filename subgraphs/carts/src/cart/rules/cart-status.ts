/** Where a cart stands; it is frozen for an order exactly while it is not open (`isOpen`). */
export type CartStatus = 'ACTIVE' | 'SAVED' | 'CHECKING_OUT' | 'COMPLETED';

/** Whether a cart can be changed and ordered: it is the one in use, or put aside. */
export function isOpen({ status }: { readonly status: CartStatus }): boolean {
  return status === 'ACTIVE' || status === 'SAVED';
}
