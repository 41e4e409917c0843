export { holdsCardNumber, withoutCardNumbers } from './card-numbers/card-numbers.ts';
export { isManyDigits, mustNotBeKept, type ManyDigits } from './card-numbers/many-digits.ts';
export { isStorable, lengthOf, tidyCode, tidyLine, tidyText } from './characters.ts';
export { email, optionalEmail, readEmail } from './email.ts';
export { field, type FieldReader } from './field.ts';
export {
  Fault,
  invalidField,
  invalidInput,
  refusal,
  type InvalidField,
  type InvalidFieldCode,
  type InvalidInput,
} from './fault.ts';
export { invalidInputError } from './invalid-input-error.ts';
export { holdsLink, name, optionalName } from './links.ts';
export { mailboxOf } from './mailbox.ts';
export { newPassword, readPassword, type PasswordLimits } from './password.ts';
export { optionalPhone, phone } from './phone.ts';
export { readInput, within, type ReadInput } from './read-input.ts';
export {
  code,
  lineReader,
  linesReader,
  multilineText,
  optionalCode,
  optionalMultilineText,
  optionalText,
  text,
} from './text.ts';
export { optionalVatId } from './vat-id.ts';
