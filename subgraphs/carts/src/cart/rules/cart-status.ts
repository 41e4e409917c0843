/** Where a cart stands; it is frozen for an order exactly while it is not ACTIVE. */
export type CartStatus = 'ACTIVE' | 'CHECKING_OUT' | 'COMPLETED';
