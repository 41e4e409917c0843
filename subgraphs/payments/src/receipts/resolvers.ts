import { isId, toTaxedMoney } from '@cartwright/graph';
import type { CurrencyCode, Resolvers } from '../generated/graphql.ts';
import type { CreditNoteRow } from '../graphql.ts';
import { paymentMethodOf } from '../provider/door.ts';
import type { ReceiptRecord } from './repository.ts';

/** Receipts, and where payments and orders show them. */
export const resolvers = {
  Receipt: {
    number: ({ number }) => receiptNumber(number),
    total: (receipt) => totalOf(receipt),
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

/** A payment is given back as a whole: one credit note, or none. */
function creditNotesOf(receipt: ReceiptRecord): CreditNoteRow[] {
  const { creditNoteNumber, creditNoteIssuedAt } = receipt;
  return creditNoteNumber === null || creditNoteIssuedAt === null
    ? []
    : [{ ...receipt, creditNoteNumber, creditNoteIssuedAt }];
}
