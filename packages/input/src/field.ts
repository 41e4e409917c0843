import { z } from 'zod';
import { Fault } from './fault.ts';

/** Reads what was typed into one field, null when nothing was sent: the value to keep, or what is wrong. */
export type FieldReader<Value> = (given: string | null) => Value | Fault;

/** A zod schema of a field that a person types: what the reader gives, or one issue with its code. */
export function field<Value>(read: FieldReader<Value>) {
  return z
    .string()
    .nullish()
    .transform((given, context): Value => {
      const value = read(given ?? null);
      if (!(value instanceof Fault)) return value;
      const { code, message } = value;
      context.addIssue({ code: 'custom', message, params: { code } });
      return z.NEVER;
    });
}

/** The reader of a field that may be left empty: null for nothing, for blanks and for what shows nothing. */
export function optional<Value>(read: FieldReader<Value>): FieldReader<Value | null> {
  return (given) => {
    const value = read(given);
    return value instanceof Fault && value.code === 'REQUIRED' ? null : value;
  };
}
