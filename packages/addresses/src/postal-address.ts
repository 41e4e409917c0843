import { code, Fault, name, optionalCode, optionalName, optionalPhone, readInput } from '@cartwright/input';
import { z } from 'zod';
import { maxLengths, requiredFieldsOf, type AddressFieldName } from './address-fields.ts';
import { countryCode } from './country-codes.ts';
import { readPostalCode } from './postal-codes.ts';
import { readRegion } from './regions.ts';

/** A postal address in its one form. What it has not is null. */
export interface PostalAddress {
  /** The given name, or the only name of a person who has one. */
  readonly firstName: string;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string | null;
  /** As it is written on a parcel: `OR`, `東京都`. */
  readonly region: string | null;
  readonly postalCode: string | null;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly countryCode: string;
  /** As it was written, with plain spaces and digits; perhaps with an extension. */
  readonly phone: string | null;
}

type AddressSchema = z.ZodType<PostalAddress>;
type Part = z.ZodType<string | null>;

/** How the parts of an address are read that depend on its country. */
interface LocalParts {
  readonly city: Part;
  readonly region: Part;
  readonly postalCode: Part;
}

/** While the country is not known, all that can be said of these parts is whether they are text. */
const anywhere = addressSchema({
  city: optionalName(maxLengths.city),
  region: optionalName(maxLengths.region),
  postalCode: optionalCode(maxLengths.postalCode),
});
const byCountry = new Map<string, AddressSchema>();
const countrySchema = z.object({ countryCode });

/**
 * The rule for every postal address: `AddressInput` as a client gives it becomes an address in its one form, or every
 * field at fault is named. What is required and how it is written depends on the country.
 */
export const postalAddress = z.unknown().transform((given, context): PostalAddress => {
  const country = readInput(countrySchema, given);
  const schema = country.kind === 'valid' ? schemaOf(country.value.countryCode) : anywhere;
  const read = readInput(schema, given);
  if (read.kind === 'valid') return read.value;
  for (const { path, message, code } of read.fields) {
    context.addIssue({ code: 'custom', path: [...path], message, params: { code } });
  }
  return z.NEVER;
});

function schemaOf(country: string): AddressSchema {
  const schema = byCountry.get(country) ?? addressSchema(localParts(country));
  byCountry.set(country, schema);
  return schema;
}

function localParts(country: string): LocalParts {
  const required = requiredFieldsOf(country);
  const line = (field: AddressFieldName) => (required.has(field) ? name : optionalName)(maxLengths[field]);
  const postalCode = (required.has('postalCode') ? code : optionalCode)(maxLengths.postalCode);
  return {
    city: line('city'),
    region: written(line('region'), (given) => readRegion(given, country)),
    postalCode: written(postalCode, (given) => readPostalCode(given, country)),
  };
}

function addressSchema(parts: LocalParts): AddressSchema {
  return z.object({
    firstName: name(maxLengths.firstName),
    lastName: optionalName(maxLengths.lastName),
    company: optionalName(maxLengths.company),
    line1: name(maxLengths.line1),
    line2: optionalName(maxLengths.line2),
    ...parts,
    countryCode,
    phone: optionalPhone,
  });
}

/** A part in the spelling of its country. */
function written(part: Part, spell: (given: string) => string | Fault): Part {
  return part.transform((given, context) => {
    const spelled = given === null ? null : spell(given);
    if (!(spelled instanceof Fault)) return spelled;
    const { code, message } = spelled;
    context.addIssue({ code: 'custom', message, params: { code } });
    return z.NEVER;
  });
}
