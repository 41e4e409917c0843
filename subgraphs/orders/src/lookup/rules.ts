import { email, readEmail, readInput, refusal, text, type ReadInput } from '@cartwright/input';
import { z } from 'zod';
import { readOrderNumber } from '../order/door.ts';

const minuteMs = 60_000;

/** For how long a mailed link opens its order. */
export const accessMs = 60 * minuteMs;

/** How often one number, and one e-mail address, may be tried in a while. */
export const attemptLimits = {
  lookup: { attempts: 10, perMs: 15 * minuteMs },
  link: { attempts: 5, perMs: 15 * minuteMs },
} as const;

/** What is counted. */
export type AttemptKind = keyof typeof attemptLimits;

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

/** Under which names the attempts on a number and an address are counted. */
export function attemptSubjects(kind: AttemptKind, { number, email: address }: NumberAndEmail): string[] {
  return [`${kind} number ${number}`, `${kind} email ${address}`];
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
