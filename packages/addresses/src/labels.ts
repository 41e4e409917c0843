import type { AddressFieldName } from './address-fields.ts';
import { countryData } from './country-data.ts';

type Labels = Readonly<Record<string, string>>;

/** By the name of the field, or by what the postal data calls it in a country. */
const labels = {
  en: {
    firstName: 'First name',
    lastName: 'Last name',
    company: 'Company',
    line1: 'Street and number',
    line2: 'Flat, floor, building',
    phone: 'Phone',
    ...{ city: 'City', post_town: 'Town', suburb: 'Suburb', district: 'District' },
    ...{ postal: 'Postal code', zip: 'ZIP code', pin: 'PIN code', eircode: 'Eircode' },
    ...{ province: 'Province', state: 'State', county: 'County', department: 'Department', area: 'Area' },
    ...{ parish: 'Parish', island: 'Island', prefecture: 'Prefecture', emirate: 'Emirate' },
    ...{ oblast: 'Oblast', do_si: 'Province or city', region: 'Region' },
  },
  de: {
    firstName: 'Vorname',
    lastName: 'Nachname',
    company: 'Firma',
    line1: 'Straße und Hausnummer',
    line2: 'Adresszusatz',
    phone: 'Telefon',
    ...{ city: 'Ort', post_town: 'Ort', suburb: 'Vorort', district: 'Bezirk' },
    ...{ postal: 'Postleitzahl', zip: 'ZIP-Code', pin: 'PIN-Code', eircode: 'Eircode' },
    ...{ province: 'Provinz', state: 'Bundesstaat', county: 'Grafschaft', department: 'Departement' },
    ...{ area: 'Gebiet', parish: 'Gemeinde', island: 'Insel', prefecture: 'Präfektur', emirate: 'Emirat' },
    ...{ oblast: 'Oblast', do_si: 'Provinz oder Stadt', region: 'Region' },
  },
} satisfies Record<string, Labels>;

/** What a field of an address is called in a country, in `language` (BCP 47) or in English. */
export function labelOf(name: AddressFieldName, countryCode: string, language: string): string {
  const inLanguage: Labels = language.toLowerCase().split('-')[0] === 'de' ? labels.de : labels.en;
  return inLanguage[localName(name, countryCode)] ?? name;
}

function localName(name: AddressFieldName, countryCode: string): string {
  const {
    locality_name_type: city,
    state_name_type: region,
    zip_name_type: postalCode,
  } = countryData(countryCode);
  switch (name) {
    case 'city':
      return city;
    case 'region':
      return region;
    case 'postalCode':
      return postalCode;
    default:
      return name;
  }
}
