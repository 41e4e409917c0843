import { optionalName, optionalVatId, readInput, type ReadInput } from '@cartwright/input';
import { z } from 'zod';
import { memberStateOfVatId, type TaxIdentity } from '../taxes/door.ts';
import type { RegisterAnswer } from './ports.ts';

const schema = z.object({ vatId: optionalVatId, company: optionalName(100) });

/** What a buyer says of the business. */
export interface IdentityInput {
  readonly vatId?: string | null | undefined;
  readonly company?: string | null | undefined;
}

/** Reads which business buys: null for none. It is UNCHECKED. */
export function readIdentity({ vatId = null, company = null }: IdentityInput): ReadInput<TaxIdentity | null> {
  const read = readInput(schema, { vatId, company });
  if (read.kind === 'invalid-input') return read;
  const { vatId: number, company: name } = read.value;
  if (number === null) return { kind: 'valid', value: null };
  return { kind: 'valid', value: { vatId: number, company: name, status: 'UNCHECKED', checkedAt: null } };
}

/** Whether the register of the European Union has numbers like this one. */
export function isRegistered({ vatId }: TaxIdentity): boolean {
  return memberStateOfVatId(vatId) !== null;
}

/** The business with what the register has answered. */
export function withAnswer(identity: TaxIdentity, answer: RegisterAnswer, now: Date): TaxIdentity {
  return answer === 'AWAY' ? identity : { ...identity, status: answer, checkedAt: now.toISOString() };
}
