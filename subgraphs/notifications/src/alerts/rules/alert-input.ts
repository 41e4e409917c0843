import type { AttemptPolicy } from '@cartwright/identity';
import {
  invalidField,
  invalidInput,
  optionalCode,
  optionalEmail,
  readInput,
  type InvalidInput,
  type ReadInput,
} from '@cartwright/input';
import { readDecimal } from '@cartwright/money';
import { z } from 'zod';

const hourMs = 60 * 60_000;

/** For how long the mailed link confirms an address. */
export const confirmableMs = 48 * hourMs;

/** For how long those who asked find in their list what has ended. */
export const endedKeptMs = 30 * 24 * hourMs;

/** How many wait at most. */
export const limits = { ofUser: 50, ofAddress: 50, ofVariant: 10_000 } as const;

/** An amount of money as a client gives it. */
export interface MoneyText {
  readonly amount: string;
  readonly currencyCode: string;
}

/** Whom to tell, as a client gives it. */
export interface ReaderText {
  readonly email?: string | null | undefined;
  readonly locale?: string | null | undefined;
}

/** Whom to tell. */
export interface AlertReader {
  /** Null for the account's confirmed address. */
  readonly email: string | null;
  readonly locale: string;
}

const schema = z.object({
  email: optionalEmail,
  locale: optionalCode(35).transform((locale) => locale ?? 'en'),
});

/** Reads whom to tell. */
export function readReader({ email, locale }: ReaderText): ReadInput<AlertReader> {
  return readInput(schema, { email, locale });
}

/** The price that somebody waits for. */
export interface PriceTarget {
  readonly currency: string;
  readonly atMostMinor: number;
}

/** Reads from which price on to tell: below the one of now. */
export function readTarget(
  { currencyCode, targetPrice }: { readonly currencyCode: string; readonly targetPrice: MoneyText | null },
  prices: readonly { readonly currency: string; readonly amountMinor: number }[],
): PriceTarget | InvalidInput {
  const now = prices.find(({ currency }) => currency === currencyCode)?.amountMinor;
  if (now === undefined)
    return fault(['currencyCode'], 'INVALID_VALUE', 'It has no price in this currency: please give another.');
  if (targetPrice === null) return { currency: currencyCode, atMostMinor: now - 1 };
  if (targetPrice.currencyCode !== currencyCode)
    return fault(
      ['targetPrice', 'currencyCode'],
      'INVALID_VALUE',
      'Please give the target in the currency that is watched.',
    );
  const atMostMinor = readDecimal(targetPrice.amount, currencyCode);
  if (atMostMinor === undefined || atMostMinor <= 0 || atMostMinor >= now)
    return fault(
      ['targetPrice', 'amount'],
      'OUT_OF_RANGE',
      'Please give an amount above zero and below the price now.',
    );
  return { currency: currencyCode, atMostMinor };
}

function fault(...field: Parameters<typeof invalidField>): InvalidInput {
  return invalidInput(invalidField(...field));
}

/** Something that confirmation mails are counted by. */
export interface AttemptSubject {
  readonly name: string;
  readonly policy: AttemptPolicy;
}

const policy = { firstMs: 60_000, maxMs: hourMs, forgetMs: hourMs };

/** By what confirmation mails are counted: who asks, the network they come from, and the address. */
export function attemptSubjects(
  email: string,
  { userId, network }: { readonly userId: string; readonly network: string | null },
): AttemptSubject[] {
  const from = network ?? 'nowhere';
  return [
    { name: `by ${userId}`, policy: { ...policy, free: 10 } },
    { name: `from ${from}`, policy: { ...policy, free: 30 } },
    { name: `to ${email} from ${from}`, policy: { ...policy, free: 5 } },
  ];
}
