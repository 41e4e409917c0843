import { isCurrencyCode, readDecimal, toDecimal, type TaxedMinor } from '@cartwright/money';
import { badUserInput } from '@cartwright/errors';

/** `type Money` of the schema: a decimal string in major units. */
export interface MoneyValue<Currency extends string = string> {
  readonly amount: string;
  readonly currencyCode: Currency;
}

/** `type TaxedMoney` of the schema. */
export interface TaxedMoneyValue<Currency extends string = string> {
  readonly gross: MoneyValue<Currency>;
  readonly net: MoneyValue<Currency>;
  readonly tax: MoneyValue<Currency>;
}

/** Converts minor units to the schema's `Money`: (1234, 'EUR') is `{ amount: '12.34', currencyCode: 'EUR' }`. */
export function toMoney<Currency extends string>(
  amountMinor: number,
  currency: Currency,
): MoneyValue<Currency> {
  return { amount: toDecimal(amountMinor, currency), currencyCode: currency };
}

/** Converts an amount with its tax to the schema's `TaxedMoney`. */
export function toTaxedMoney<Currency extends string>(
  { grossMinor, netMinor, taxMinor }: TaxedMinor,
  currency: Currency,
): TaxedMoneyValue<Currency> {
  return {
    gross: toMoney(grossMinor, currency),
    net: toMoney(netMinor, currency),
    tax: toMoney(taxMinor, currency),
  };
}

/** Converts a client's `MoneyInput` to minor units. @throws BAD_USER_INPUT naming `field` */
export function fromMoneyInput(input: MoneyValue, field = 'amount'): number {
  const { amount, currencyCode } = input;
  if (!isCurrencyCode(currencyCode)) throw badUserInput(`${field}: unknown currency ${currencyCode}.`, field);
  const amountMinor = readDecimal(amount, currencyCode);
  if (amountMinor === undefined)
    throw badUserInput(`${field}: not a valid amount in ${currencyCode}.`, field);
  return amountMinor;
}
