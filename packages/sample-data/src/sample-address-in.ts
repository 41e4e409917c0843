/** Places that exist, of countries whose addresses differ. */
const places = {
  CA: { city: 'Toronto', region: 'ON', postalCode: 'M5V 2T6' },
  CH: { city: 'Zürich', postalCode: '8001' },
  DE: { city: 'Berlin', postalCode: '10115' },
  FR: { city: 'Paris', postalCode: '75001' },
  GB: { city: 'London', postalCode: 'SW1A 1AA' },
  HU: { city: 'Budapest', postalCode: '1051' },
  US: { city: 'Portland', region: 'OR', postalCode: '97209' },
};

/** A country that `sampleAddressIn` has an address in. */
export type SampleCountry = keyof typeof places;

/** An address that a parcel would reach, in its one form. */
export function sampleAddressIn(countryCode: SampleCountry) {
  const name = { firstName: 'Sam', lastName: 'Shopper', line1: '1 Example Street' };
  return { ...name, ...places[countryCode], countryCode };
}
