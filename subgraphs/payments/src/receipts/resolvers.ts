import type { ReceiptPrice } from '@cartwright/events';
import { isId, toMoney, toTaxedMoney } from '@cartwright/graph';
import { toPercent } from '@cartwright/money';
import type { CurrencyCode, Resolvers } from '../generated/graphql.ts';
import type { CreditNoteRow } from '../graphql.ts';
import { paymentMethodOf } from '../provider/door.ts';
import type { ReceiptRecord } from './repository.ts';

/** Receipts, and where payments and orders show them. */
export const resolvers = {
  Receipt: {
    number: ({ number }) => receiptNumber(number),
    total: (receipt) => totalOf(receipt),
    price: ({ price, currency }) => price && priceOf(price, currency as CurrencyCode),
    paidWith: ({ methodToken }) => paymentMethodOf(methodToken).name,
    creditNotes: (receipt) => creditNotesOf(receipt),
  },
  CreditNote: {
    number: ({ creditNoteNumber }) => `CN-${creditNoteNumber}`,
    receiptNumber: ({ number }) => receiptNumber(number),
    total: (receipt) => totalOf(receipt),
    refundedTo: ({ methodToken }) => paymentMethodOf(methodToken).name,
    issuedAt: ({ creditNoteIssuedAt }) => creditNoteIssuedAt,
  },
  Payment: {
    receipt: ({ id }, _arguments, { receipts }) => receipts.loaders.ofPayment.load(id),
  },
  Order: {
    receipt: ({ id }, _arguments, { receipts }) => (isId(id) ? receipts.loaders.ofOrder.load(id) : null),
  },
} satisfies Resolvers;

function receiptNumber(number: number): string {
  return `R-${number}`;
}

function totalOf({ amountMinor: grossMinor, taxMinor, currency }: ReceiptRecord) {
  const amounts = { grossMinor, taxMinor, netMinor: grossMinor - taxMinor };
  return toTaxedMoney(amounts, currency as CurrencyCode);
}

function priceOf(price: ReceiptPrice, currency: CurrencyCode) {
  const { promotions = [], taxLines = [], pricesIncludeTax = true } = price;
  const money = (amountMinor = 0) => toMoney(amountMinor, currency);
  return {
    subtotal: money(price.subtotalMinor),
    discount: money(price.discountMinor),
    discounts: promotions.map(({ title, code = null, amountMinor }) => ({
      ...{ title, code },
      amount: money(amountMinor),
    })),
    shipping: money(price.shippingMinor),
    shippingDiscount: money(price.shippingDiscountMinor),
    pricesIncludeTax,
    exemptTax: money(price.exemptTaxMinor),
    taxLines: taxLines.map(({ rateBasisPoints, netMinor, taxMinor }) => ({
      rate: toPercent(rateBasisPoints),
      net: money(netMinor),
      tax: money(taxMinor),
    })),
  };
}

/** A payment is given back as a whole: one credit note, or none. */
function creditNotesOf(receipt: ReceiptRecord): CreditNoteRow[] {
  const { creditNoteNumber, creditNoteIssuedAt } = receipt;
  return creditNoteNumber === null || creditNoteIssuedAt === null
    ? []
    : [{ ...receipt, creditNoteNumber, creditNoteIssuedAt }];
}
