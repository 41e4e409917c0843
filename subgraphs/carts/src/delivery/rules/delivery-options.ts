import { byName, countryName, formFields, type FormField } from '@cartwright/addresses';
import { toDecimal, type StoreCurrency } from '@cartwright/money';
import { standardVatBasisPoints } from '../../taxes/door.ts';
import { expressPrices, standardPrices, type DeliveryPrice, type DeliveryPrices } from './delivery-prices.ts';

/** A way to send a basket, with its price for that basket. */
export interface DeliveryOption {
  readonly code: string;
  readonly name: string;
  readonly description: string;
  /** Tax included. */
  readonly priceMinor: number;
}

/** What the price of a delivery depends on. */
export interface Delivery {
  readonly currency: StoreCurrency;
  readonly subtotalMinor: number;
  /** Null while it is not known: then every option is offered. */
  readonly countryCode: string | null;
}

/** A country that something can be sent to. */
export interface ShippingCountry {
  readonly countryCode: string;
  readonly name: string;
  /** What an address there needs, in the order of a form. */
  readonly fields: FormField[];
}

interface DeliveryRule {
  readonly code: string;
  readonly name: string;
  readonly takes: string;
  readonly prices: DeliveryPrices;
  readonly countries: ReadonlySet<string>;
}

const europe = Object.keys(standardVatBasisPoints);

const rules: readonly DeliveryRule[] = [
  {
    code: 'standard',
    name: 'Standard',
    takes: '3 to 5 working days',
    prices: standardPrices,
    countries: new Set([...europe, 'US', 'CA', 'AU', 'NZ', 'JP', 'KW']),
  },
  {
    code: 'express',
    name: 'Express',
    takes: 'The next working day',
    prices: expressPrices,
    countries: new Set([...europe, 'US']),
  },
];

/** Whether something can be sent to somebody who pays in a currency. */
export function isDeliveredFor(currency: StoreCurrency): boolean {
  return rules.some(({ prices }) => prices[currency] !== undefined);
}

const destinations = [...new Set(rules.flatMap(({ countries }) => [...countries]))];

/** The countries that something can be sent to, by their names in `language` (BCP 47), or `only` one of them. */
export function shippingCountries(language: string, only: string | null): ShippingCountry[] {
  const compare = byName(language);
  return destinations
    .filter((countryCode) => only === null || countryCode === only)
    .map((countryCode) => ({
      countryCode,
      name: countryName(countryCode, language),
      fields: formFields(countryCode, language),
    }))
    .toSorted((one, other) => compare(one.name, other.name));
}

/** The ways to send a basket to the buyer's country that have a price in the buyer's currency, cheapest first. */
export function deliveryOptionsFor(delivery: Delivery): DeliveryOption[] {
  const { countryCode, currency } = delivery;
  return rules.flatMap(({ code, name, takes, prices, countries }) => {
    const price = prices[currency];
    if (price === undefined || (countryCode !== null && !countries.has(countryCode))) return [];
    return [
      { code, name, description: describe(takes, price, currency), priceMinor: priceOf(price, delivery) },
    ];
  });
}

/** The one of `deliveryOptionsFor` with this code; null when it is not offered. */
export function deliveryOption(code: string | null, delivery: Delivery): DeliveryOption | null {
  return deliveryOptionsFor(delivery).find((option) => option.code === code) ?? null;
}

function describe(takes: string, { freeFromMinor }: DeliveryPrice, currency: StoreCurrency): string {
  return freeFromMinor === null ? `${takes}.` : `${takes}; free from ${toDecimal(freeFromMinor, currency)}.`;
}

function priceOf({ priceMinor, freeFromMinor }: DeliveryPrice, { subtotalMinor }: Delivery): number {
  return freeFromMinor !== null && subtotalMinor >= freeFromMinor ? 0 : priceMinor;
}
