export { addressResolvers } from './address-resolvers.ts';
export { byName, countryCode, countryCodes, countryName, optionalCountryCode } from './country-codes.ts';
export { formatAddress, type AddressParts } from './format-address.ts';
export { formFields, type FormField } from './form-fields.ts';
export { postalAddress, type PostalAddress } from './postal-address.ts';
