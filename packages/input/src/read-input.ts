import type { z } from 'zod';
import type { InvalidField, InvalidFieldCode, InvalidInput } from './fault.ts';

/** An input that may be used, in its tidied form, or every field that is at fault. */
export type ReadInput<Value> = { readonly kind: 'valid'; readonly value: Value } | InvalidInput;

type Issue = z.core.$ZodIssue;

/** Reads an input by its schema, and names every field at fault, each once. */
export function readInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): ReadInput<z.output<Schema>> {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return { kind: 'valid', value: parsed.data };
  const fields = new Map<string, InvalidField>();
  for (const issue of parsed.error.issues) {
    const path = issue.path.map(String);
    const key = path.join('.');
    if (!fields.has(key)) fields.set(key, { path, message: issue.message, code: codeOf(issue) });
  }
  return { kind: 'invalid-input', fields: [...fields.values()] };
}

/** The fields of a part of an input, as fields of the whole: `within(['shippingAddress'], fields)`. */
export function within(path: readonly string[], fields: readonly InvalidField[]): InvalidField[] {
  return fields.map((field) => ({ ...field, path: [...path, ...field.path] }));
}

function codeOf(issue: Issue): InvalidFieldCode {
  switch (issue.code) {
    case 'custom':
      return (issue.params?.['code'] as InvalidFieldCode | undefined) ?? 'INVALID_VALUE';
    case 'invalid_type':
      return issue.input == null ? 'REQUIRED' : 'INVALID_VALUE';
    case 'too_small':
    case 'too_big':
      return sizeCode(issue);
    case 'invalid_format':
      return 'INVALID_FORMAT';
    default:
      return 'INVALID_VALUE';
  }
}

/** A number is out of range; a text or a list is too short or too long. */
function sizeCode({ origin, code }: Extract<Issue, { code: 'too_small' | 'too_big' }>): InvalidFieldCode {
  if (origin !== 'string' && origin !== 'array') return 'OUT_OF_RANGE';
  return code === 'too_small' ? 'TOO_SHORT' : 'TOO_LONG';
}
