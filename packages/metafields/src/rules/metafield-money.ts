import { Fault } from '@cartwright/input';
import { isCurrencyCode, readDecimal, toDecimal, type CurrencyCode } from '@cartwright/money';
import { z } from 'zod';
import { parsed } from './parsed.ts';

/** An amount of money, as the value of a MONEY says it. */
export interface MetafieldMoney {
  /** A decimal in major units, with as many digits as the currency has. */
  readonly amount: string;
  readonly currencyCode: CurrencyCode;
}

const schema = z.strictObject({ amount: z.string(), currencyCode: z.string() });

/** Reads an amount in any currency that is legal tender somewhere, whichever ones the store sells in: with all its decimals, and no more. */
export function readMoney(text: string): string | Fault {
  const given = schema.safeParse(parsed(text));
  if (!given.success)
    return new Fault(
      'INVALID_FORMAT',
      'Please use an amount and its currency: `{"amount": "12.90", "currencyCode": "EUR"}`.',
    );
  const { amount, currencyCode } = given.data;
  if (!isCurrencyCode(currencyCode))
    return new Fault('INVALID_VALUE', 'Please use the ISO 4217 code of a currency: `EUR`.');
  const amountMinor = readDecimal(amount, currencyCode);
  return amountMinor === undefined
    ? new Fault('INVALID_VALUE', `This is no amount in ${currencyCode}, or has more decimals than it.`)
    : JSON.stringify({ amount: toDecimal(amountMinor, currencyCode), currencyCode });
}

/** The amount that a value says in the one form of its type. */
export function moneyOf(value: string): MetafieldMoney {
  return JSON.parse(value) as MetafieldMoney;
}
