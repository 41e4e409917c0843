/** What the provider's own books hold for one order; a live charge is captured and not refunded. */
export interface LedgerEntry {
  readonly orderReference: string;
  readonly liveCharges: number;
  readonly liveAuthorizations: number;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
}

/** The provider's books of some orders; an order that it never heard of has no entry. */
export async function ledgerOf(simulatorUrl: string, orderIds: readonly string[]): Promise<LedgerEntry[]> {
  const response = await fetch(`${simulatorUrl}/v1/ledger`);
  const { orders } = (await response.json()) as { orders: LedgerEntry[] };
  return orders.filter(({ orderReference }) => orderIds.includes(orderReference));
}
