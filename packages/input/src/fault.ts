/** What is wrong with a field, for programs; `InvalidFieldCode` in the schema says what each means. */
export type InvalidFieldCode =
  | 'REQUIRED'
  | 'TOO_SHORT'
  | 'TOO_LONG'
  | 'OUT_OF_RANGE'
  | 'INVALID_CHARACTERS'
  | 'INVALID_FORMAT'
  | 'INVALID_VALUE'
  | 'TOO_WEAK'
  | 'CARD_NUMBER';

/** A field of an input at fault, as `InvalidField` of the schema. */
export interface InvalidField {
  /** Within `input`; the place in a list counts from 0. */
  readonly path: readonly string[];
  /** A sentence to show beside the field. */
  readonly message: string;
  readonly code: InvalidFieldCode;
}

/** The outcome of a use case whose input is at fault: the union member `InvalidInputError`. */
export interface InvalidInput {
  readonly kind: 'invalid-input';
  /** Every field at fault, one entry each. */
  readonly fields: readonly InvalidField[];
}

/** What a reader of a field gives in place of a value. */
export class Fault {
  readonly code: InvalidFieldCode;
  readonly message: string;

  constructor(code: InvalidFieldCode, message: string) {
    this.code = code;
    this.message = message;
  }
}

/** What `refine` of a schema takes: `.refine(isKnown, refusal('INVALID_VALUE', 'Please choose one of the list.'))`. */
export function refusal(code: InvalidFieldCode, message: string) {
  return { error: message, params: { code } };
}

/** A field at fault by a rule that is no schema; `path` as `['lines', '0', 'quantity']`. */
export function invalidField(path: readonly string[], code: InvalidFieldCode, message: string): InvalidField {
  return { path, code, message };
}

/** The outcome that names these fields. */
export function invalidInput(...fields: readonly InvalidField[]): InvalidInput {
  return { kind: 'invalid-input', fields };
}
