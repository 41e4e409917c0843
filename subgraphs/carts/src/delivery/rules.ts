import { byName, countryName, formFields, type FormField } from '@cartwright/addresses';
import type { StoreCurrency } from '@cartwright/money';
import { standardVatBasisPoints } from '../taxes/door.ts';

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
  readonly description: string;
  readonly priceMinor: Readonly<Record<StoreCurrency, number>>;
  /** The subtotal from which it costs nothing; null for never. */
  readonly freeFromMinor: Readonly<Record<StoreCurrency, number>> | null;
  readonly countries: ReadonlySet<string>;
}

const europe = Object.keys(standardVatBasisPoints);

const rules: readonly DeliveryRule[] = [
  {
    code: 'standard',
    name: 'Standard',
    description: '3 to 5 working days; free from 50.00.',
    priceMinor: { EUR: 490, USD: 590 },
    freeFromMinor: { EUR: 5000, USD: 5000 },
    countries: new Set([...europe, 'US', 'CA', 'AU', 'NZ', 'JP']),
  },
  {
    code: 'express',
    name: 'Express',
    description: 'The next working day.',
    priceMinor: { EUR: 1290, USD: 1490 },
    freeFromMinor: null,
    countries: new Set([...europe, 'US']),
  },
];

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

/** The ways to send a basket to the buyer's country, cheapest first. */
export function deliveryOptionsFor(delivery: Delivery): DeliveryOption[] {
  return rules
    .filter(({ countries }) => delivery.countryCode === null || countries.has(delivery.countryCode))
    .map((rule) => ({
      code: rule.code,
      name: rule.name,
      description: rule.description,
      priceMinor: priceOf(rule, delivery),
    }));
}

/** The one of `deliveryOptionsFor` with this code; null when it is not offered. */
export function deliveryOption(code: string | null, delivery: Delivery): DeliveryOption | null {
  return deliveryOptionsFor(delivery).find((option) => option.code === code) ?? null;
}

function priceOf({ priceMinor, freeFromMinor }: DeliveryRule, { currency, subtotalMinor }: Delivery): number {
  const isFree = freeFromMinor !== null && subtotalMinor >= freeFromMinor[currency];
  return isFree ? 0 : priceMinor[currency];
}
