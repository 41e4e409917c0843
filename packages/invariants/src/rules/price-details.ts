import type { SnapshotOrder } from '../snapshot.ts';

/** What does not add up of how an order's amounts came about: discounts by promotion, and taxes by rate. */
export function detailViolations({ lines, priceDetails, ...order }: SnapshotOrder): string[] {
  const { promotions, shippingDiscountMinor = 0, taxLines } = priceDetails ?? {};
  const shares = lines.flatMap(({ discounts }) => discounts ?? []);
  const offLines = (promotions ?? []).filter((one) => one.class !== 'SHIPPING');
  const offDelivery = (promotions ?? []).filter((one) => one.class === 'SHIPPING');
  const discountMinor = promotions === undefined ? sumOf(shares) : order.discountMinor;
  return [
    ...differ('discounts of its lines', sumOf(shares), discountMinor - shippingDiscountMinor),
    ...differ('a discount on the delivery', shippingDiscountMinor, sumOf(offDelivery)),
    ...[...idsOf([...shares, ...offLines])].flatMap((id) =>
      differ(`shares of ${id}`, sumOf(of(shares, id)), sumOf(of(offLines, id))),
    ),
    ...(taxLines === undefined ? [] : taxViolations(order, taxLines)),
  ];
}

function taxViolations(
  { taxMinor, totalMinor }: Pick<SnapshotOrder, 'taxMinor' | 'totalMinor'>,
  lines: readonly { readonly netMinor: number; readonly taxMinor: number }[],
): string[] {
  const taxes = lines.reduce((sum, line) => sum + line.taxMinor, 0);
  const nets = lines.reduce((sum, line) => sum + line.netMinor, 0);
  return [
    ...differ('taxes by rate', taxes, taxMinor),
    ...differ('taxes and what they are on', nets + taxes, totalMinor),
  ];
}

interface Amount {
  readonly promotionId: string;
  readonly amountMinor: number;
}

function idsOf(amounts: readonly Amount[]): ReadonlySet<string> {
  return new Set(amounts.map(({ promotionId }) => promotionId));
}

function of(amounts: readonly Amount[], id: string): Amount[] {
  return amounts.filter(({ promotionId }) => promotionId === id);
}

function sumOf(amounts: readonly Amount[]): number {
  return amounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

function differ(what: string, isMinor: number, dueMinor: number): string[] {
  return isMinor === dueMinor ? [] : [`has ${what} of ${isMinor}, and not of ${dueMinor}`];
}
