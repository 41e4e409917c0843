import { hash } from 'node:crypto';
import { isId } from '@cartwright/graph';
import type { AttemptPolicy } from '@cartwright/identity';
import {
  invalidField,
  invalidInput,
  optionalCode,
  optionalEmail,
  readInput,
  type InvalidInput,
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

/** What somebody asks to be told of. */
export interface AlertRequest {
  readonly variantId: string;
  readonly email?: string | null | undefined;
  readonly locale?: string | null | undefined;
}

/** The same as it is used. */
export interface ReadAlertRequest {
  /** Null for what is no id. */
  readonly variantId: string | null;
  readonly email: string | null;
  readonly locale: string;
}

const schema = z.object({ email: optionalEmail, locale: optionalCode(35) });

/** Reads whom to tell and how. */
export function readAlertRequest({
  variantId,
  email,
  locale,
}: AlertRequest): { readonly kind: 'valid'; readonly value: ReadAlertRequest } | InvalidInput {
  const read = readInput(schema, { email, locale });
  if (read.kind === 'invalid-input') return read;
  const about = { variantId: isId(variantId) ? variantId.toLowerCase() : null };
  return { kind: 'valid', value: { ...about, email: read.value.email, locale: read.value.locale ?? 'en' } };
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
  readonly subject: string;
  readonly policy: AttemptPolicy;
}

const policy = { firstMs: 60_000, maxMs: hourMs, forgetMs: hourMs };

/** By what confirmation mails are counted, as hashes: who asks, the network they come from, and the address. */
export function attemptSubjects(
  email: string,
  { userId, network }: { readonly userId: string; readonly network: string | null },
): AttemptSubject[] {
  const named = (name: string, free: number) => ({
    subject: hash('sha256', `alert confirmation ${name}`),
    policy: { ...policy, free },
  });
  return [
    named(`by ${userId}`, 10),
    named(`from ${network ?? 'nowhere'}`, 30),
    named(`to ${email} from ${network ?? 'nowhere'}`, 5),
  ];
}
