import { fieldsOf, maxLengths, requiredFieldsOf, type AddressFieldName } from './address-fields.ts';
import { countryData } from './country-data.ts';
import { labelOf } from './labels.ts';
import { mustBeKnown, regionOptions, type RegionOption } from './regions.ts';

/** What a form needs to know of a part of an address. */
export interface FormField {
  /** Its name in `AddressInput`. */
  readonly name: AddressFieldName;
  readonly label: string;
  readonly required: boolean;
  /** In characters. */
  readonly maxLength: number;
  /** How it looks: `10115`. */
  readonly example: string | null;
  /** What to choose from; null where there is no list. */
  readonly options: RegionOption[] | null;
  /** Whether anything but the options is refused. */
  readonly optionsOnly: boolean;
}

/** The fields of a form for an address in this country, in their order, labelled in `language` (BCP 47) or English. */
export function formFields(countryCode: string, language = 'en'): FormField[] {
  const required = requiredFieldsOf(countryCode);
  return fieldsOf(countryCode).map((name) => ({
    name,
    label: labelOf(name, countryCode, language),
    required: required.has(name),
    maxLength: maxLengths[name],
    example: name === 'postalCode' ? (countryData(countryCode).zipex?.split(',')[0] ?? null) : null,
    options: name === 'region' ? regionOptions(countryCode) : null,
    optionsOnly: name === 'region' && mustBeKnown(countryCode),
  }));
}
