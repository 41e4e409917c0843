/** The provider's entry for one order; a live charge is captured and not refunded. */
export interface LedgerEntry {
  readonly orderReference: string;
  readonly liveCharges: number;
  readonly liveAuthorizations: number;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
}

/** The provider's entries for some orders; an order that it does not know has none. */
export async function ledgerOf(simulatorUrl: string, orderIds: readonly string[]): Promise<LedgerEntry[]> {
  const response = await fetch(`${simulatorUrl}/v1/ledger`);
  const { orders } = (await response.json()) as { orders: LedgerEntry[] };
  return orders.filter(({ orderReference }) => orderIds.includes(orderReference));
}
