import { email, readEmail, readInput, refusal, text, type ReadInput } from '@cartwright/input';
import type { AttemptPolicy } from '@cartwright/identity';
import { z } from 'zod';
import { readOrderNumber } from '../order/door.ts';

const minuteMs = 60_000;

/** For how long a mailed link opens its order. */
export const accessMs = 60 * minuteMs;

/** From one network; ever slower after that, up to a quarter of an hour. */
const each = {
  lookup: { free: 10, firstMs: 1_000, maxMs: 15 * minuteMs, forgetMs: 15 * minuteMs },
  link: { free: 5, firstMs: 1_000, maxMs: 15 * minuteMs, forgetMs: 15 * minuteMs },
} as const satisfies Record<string, AttemptPolicy>;

/** From all networks together, so that no one of them can use up what others have: nobody waits longer than half a minute. */
const all: AttemptPolicy = { free: 50, firstMs: 1_000, maxMs: minuteMs / 2, forgetMs: 15 * minuteMs };

/** What is counted. */
export type AttemptKind = keyof typeof each;

/** Something that attempts are counted by. */
export interface AttemptSubject {
  readonly name: string;
  readonly policy: AttemptPolicy;
}

/** An order's number and e-mail address, in the form in which they are stored. */
export interface NumberAndEmail {
  readonly number: string;
  readonly email: string;
}

const schema = z.object({
  number: text(40)
    .transform((typed) => readOrderNumber(typed) ?? '')
    .refine(
      (number) => number !== '',
      refusal('INVALID_FORMAT', 'Please give an order number, such as CW-100001.'),
    ),
  email,
});

/** Reads a number and an address that somebody typed, and names what is at fault. */
export function readNumberAndEmail(input: unknown): ReadInput<NumberAndEmail> {
  return readInput(schema, input);
}

/** A number and an address that an order can have; null for any other. */
export function knowable(input: NumberAndEmail): NumberAndEmail | null {
  const read = readNumberAndEmail(input);
  return read.kind === 'valid' ? read.value : null;
}

/** By what the attempts on a number and an address are counted; a network that nobody told is one, too. */
export function attemptSubjects(
  kind: AttemptKind,
  { number, email: address }: NumberAndEmail,
  network: string | null,
): AttemptSubject[] {
  return [`${kind} number ${number}`, `${kind} email ${address}`].flatMap((name) => [
    { name, policy: all },
    { name: `${name} from ${network ?? 'nowhere'}`, policy: each[kind] },
  ]);
}

/** An e-mail address of which its owner recognises the beginning and the domain. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@');
  const [first = ''] = address;
  return at < 1 ? '***' : `${first}***${address.slice(at)}`;
}

/** An address in the form in which addresses are compared; as it is when it is none. */
export function comparable(address: string): string {
  return readEmail(address) ?? address;
}
