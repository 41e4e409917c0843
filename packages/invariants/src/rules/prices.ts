import { formatMoney, languageFor } from '@cartwright/languages';
import type { Price, Quote, Snapshot, SnapshotNotification, SnapshotOrder } from '../snapshot.ts';
import type { Violation } from '../violation.ts';
import { detailViolations } from './price-details.ts';
import { deliveryMinor, includedTaxMinor } from './price-list.ts';

/**
 * 10. An order costs what the catalogue and the price list say, its amounts add up, and buyers see the same price
 * everywhere: in the cart before, and in the mails after.
 */
export function priceViolations({ orders, quotes, prices, notifications }: Snapshot): Violation[] {
  const byId = new Map(orders.map((order) => [order.id, order]));
  const catalogue = new Map(
    prices.map(({ variantId, currency, amountMinor }) => [`${variantId} ${currency}`, amountMinor]),
  );
  return [
    ...orders.flatMap((order) => [
      ...sumViolations(order),
      ...detailViolations(order).map((what) => violation(order.id, what)),
      ...listViolations(order, catalogue),
    ]),
    ...quotes.flatMap((quote) => quoteViolations(quote, byId.get(quote.orderId))),
    ...notifications.flatMap((one) => mailViolations(one, byId.get(one.orderId))),
  ];
}

function sumViolations(order: SnapshotOrder): Violation[] {
  const { id, lines, subtotalMinor, discountMinor, shippingMinor, totalMinor } = order;
  const linesMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0);
  const { pricesIncludeTax = true, exemptTaxMinor = 0 } = order.priceDetails ?? {};
  const addedMinor = (pricesIncludeTax ? 0 : order.taxMinor) - exemptTaxMinor;
  const sumMinor = subtotalMinor - discountMinor + shippingMinor + addedMinor;
  return [
    ...lines
      .filter(({ quantity, unitPriceMinor, ...line }) => line.totalMinor !== quantity * unitPriceMinor)
      .map(({ variantId, quantity, unitPriceMinor, ...line }) =>
        violation(id, `has ${quantity} × ${variantId} at ${unitPriceMinor} for ${line.totalMinor}`),
      ),
    ...(linesMinor === subtotalMinor
      ? []
      : [violation(id, `has lines of ${linesMinor}, and a subtotal of ${subtotalMinor}`)]),
    ...(sumMinor === totalMinor ? [] : [violation(id, `adds up to ${sumMinor}, and costs ${totalMinor}`)]),
  ];
}

/** Orders that came with their past were not priced here. */
function listViolations(order: SnapshotOrder, catalogue: ReadonlyMap<string, number>): Violation[] {
  if (order.isImported === true) return [];
  const { id, lines, currency, shippingMethod, subtotalMinor, discountMinor, countryCode } = order;
  const { shippingDiscountMinor = 0 } = order.priceDetails ?? {};
  const goodsMinor = subtotalMinor - (discountMinor - shippingDiscountMinor);
  const delivery = deliveryMinor(shippingMethod, currency, goodsMinor) ?? order.shippingMinor;
  const tax = standardTaxMinor(order) ?? order.taxMinor;
  return [
    ...lines.flatMap(({ variantId, unitPriceMinor, listedMinor }) => {
      const listed = listedMinor ?? catalogue.get(`${variantId} ${currency}`) ?? unitPriceMinor;
      if (listed === unitPriceMinor) return [];
      return [violation(id, `sells ${variantId} at ${unitPriceMinor} ${currency}, and it costs ${listed}`)];
    }),
    ...(delivery === order.shippingMinor
      ? []
      : [violation(id, `is sent ${shippingMethod} for ${order.shippingMinor} ${currency}, not ${delivery}`)]),
    ...(tax === order.taxMinor
      ? []
      : [violation(id, `includes ${order.taxMinor} of tax in ${countryCode}, not ${tax}`)]),
  ];
}

/**
 * The tax at the standard rate of the country. Null where that is not the only one: of goods of several rates, of prices without tax, and of
 * buyers who pay none, whose sums alone are looked at.
 */
function standardTaxMinor({ totalMinor, countryCode, priceDetails }: SnapshotOrder): number | null {
  const { taxLines = [], pricesIncludeTax = true, exemptTaxMinor = 0 } = priceDetails ?? {};
  const isOther = taxLines.length > 1 || !pricesIncludeTax || exemptTaxMinor > 0;
  return isOther ? null : (includedTaxMinor(totalMinor, countryCode) ?? null);
}

function quoteViolations(quote: Quote, order: SnapshotOrder | undefined): Violation[] {
  if (order === undefined || describe(quote) === describe(order)) return [];
  return [violation(order.id, `was shown as ${describe(quote)}, and is ${describe(order)}`)];
}

function describe({ currency, ...price }: Price): string {
  const { subtotalMinor, discountMinor, shippingMinor, totalMinor, taxMinor } = price;
  return `${subtotalMinor} - ${discountMinor} + ${shippingMinor} = ${totalMinor} ${currency} with ${taxMinor} of tax`;
}

/** The notifications that tell what an order costs. */
const tellPrices: ReadonlySet<string> = new Set(['ORDER_CONFIRMED', 'ORDER_CANCELLED']);

function mailViolations(
  { text, language, type }: SnapshotNotification,
  order: SnapshotOrder | undefined,
): Violation[] {
  if (text === undefined || order === undefined || !tellPrices.has(type)) return [];
  const { exemptTaxMinor = 0 } = order.priceDetails ?? {};
  return [order.totalMinor, exemptTaxMinor === 0 ? order.taxMinor : exemptTaxMinor]
    .map((amountMinor) => formatMoney(languageFor([language]), amountMinor, order.currency))
    .filter((amount) => !hasAmount(text, amount))
    .map((amount) => violation(order.id, `has the notification ${type}, which does not say ${amount}`));
}

/** Not as a part of a longer number. */
function hasAmount(text: string, amount: string): boolean {
  return new RegExp(`(?<![\\d.,])${RegExp.escape(amount)}(?!\\d)`).test(text);
}

function violation(orderId: string, what: string): Violation {
  return { invariant: 'prices-agree', orderId, message: `order ${orderId} ${what}` };
}
