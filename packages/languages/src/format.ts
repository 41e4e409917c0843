import { currencyExponent, toDecimal } from '@cartwright/money';
import type { Language } from './languages.ts';

/** Making a format takes a hundred times as long as using it; there are few languages, currencies and time zones. */
const numberFormats = new Map<string, Intl.NumberFormat>();
const dayFormats = new Map<string, Intl.DateTimeFormat>();

function kept<Format>(formats: Map<string, Format>, key: string, make: () => Format): Format {
  const format = formats.get(key) ?? make();
  formats.set(key, format);
  return format;
}

/**
 * An amount as the language writes it: `7,95 €` in German, `€7.95` in English.
 * @throws MoneyError when the amount is not a safe integer or the currency unknown
 */
export function formatMoney(language: Language, amountMinor: number, currency: string): string {
  const decimal = toDecimal(amountMinor, currency) as Intl.StringNumericLiteral;
  // With the digits of ISO 4217: those of CLDR leave some out that are counted.
  const digits = currencyExponent(currency);
  const style = {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  } as const;
  const make = (): Intl.NumberFormat => new Intl.NumberFormat(language, style);
  return kept(numberFormats, `${language} ${currency}`, make).format(decimal);
}

/** A rate in basis points as the language writes it: `5,5 %` in German, `5.5%` in English. */
export function formatPercent(language: Language, basisPoints: number): string {
  const style = { style: 'percent', maximumFractionDigits: 2 } as const;
  const make = (): Intl.NumberFormat => new Intl.NumberFormat(language, style);
  return kept(numberFormats, `${language} percent`, make).format(basisPoints / 10_000);
}

/** The day of an instant as the language writes it: `2. Januar 2026`. @param timeZone IANA: `Europe/Berlin` */
export function formatDate(language: Language, instant: Date, timeZone: string): string {
  const make = (): Intl.DateTimeFormat => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone });
  return kept(dayFormats, `${language} ${timeZone}`, make).format(instant);
}

/** The day and the time of an instant as the language writes them: `2. Januar 2026 um 04:04 MEZ`. @param timeZone IANA */
export function formatMoment(language: Language, instant: Date, timeZone: string): string {
  const day = { year: 'numeric', month: 'long', day: 'numeric' } as const;
  const time = { hour: 'numeric', minute: '2-digit', timeZoneName: 'short', timeZone } as const;
  return new Intl.DateTimeFormat(language, { ...day, ...time }).format(instant);
}
