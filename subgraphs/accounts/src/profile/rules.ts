import {
  Fault,
  field,
  name,
  optionalName,
  optionalVatId,
  readInput,
  type ReadInput,
} from '@cartwright/input';
import { z } from 'zod';

const maxNameLength = 100;
/** Longest language tag to plan for. Source: RFC 5646, 4.4.1. */
const maxLocaleLength = 35;

const firstName = name(maxNameLength);
const lastName = optionalName(maxNameLength);

const notALanguage = new Fault('INVALID_FORMAT', 'Please give a language tag, such as en or de-AT.');
const readLocale = (tag: string): string | Fault => canonicalLocale(tag.trim()) ?? notALanguage;

/** The fields of a new profile; the language is `en` where none is given. */
export const newProfileFields = {
  firstName,
  lastName,
  locale: field((given) => readLocale(given ?? 'en')),
} as const;

const company = optionalName(maxNameLength);

const profileChangeSchema = z.object({
  firstName: firstName.optional(),
  lastName: lastName.optional(),
  company: company.optional(),
  vatId: optionalVatId.optional(),
  locale: field((given) => (given === null ? undefined : readLocale(given))),
});

/** What of a profile changes; what is absent stays. `locale` is a BCP 47 tag in its canonical spelling. */
export interface ProfileChange {
  readonly firstName?: string;
  /** Null for who has one name only. */
  readonly lastName?: string | null;
  readonly locale?: string;
  /** Null for who does not buy for a company. */
  readonly company?: string | null;
  /** With its country's prefix and without spaces; null for none. */
  readonly vatId?: string | null;
}

/** Reads the fields to change. One that is left out or null stays; an empty `lastName`, `company` or `vatId` is emptied. */
export function readProfileChange(input: object): ReadInput<ProfileChange> {
  const given = Object.entries(input).filter(([, value]) => value != null);
  const read = readInput(profileChangeSchema, Object.fromEntries(given));
  if (read.kind === 'invalid-input') return read;
  const changed = Object.entries(read.value).filter(([, value]) => value !== undefined);
  return { kind: 'valid', value: Object.fromEntries(changed) };
}

function canonicalLocale(tag: string): string | undefined {
  if (tag.length > maxLocaleLength) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
