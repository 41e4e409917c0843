/** Where a sample customer may live, with names, streets and places to make addresses from. */
export interface Region {
  countryCode: string;
  /** BCP 47: what its people read. */
  locale: string;
  /** The country's standard rate of value added tax, in percent. */
  taxRatePercent: number;
  /**
   * That of printed books, in percent. Source: European Commission, "VAT rates applied in the Member States of the European Union"
   * (annex III, point 6).
   */
  bookTaxRatePercent: number;
  firstNames: readonly string[];
  lastNames: readonly string[];
  streets: readonly string[];
  /** Writes street and house number as the country does. */
  streetLine: (street: string, houseNumber: number) => string;
  places: readonly { city: string; postalCode: string; region?: string }[];
  /** The start of a range of phone numbers reserved for fiction, and how many digits follow; null where there is none. */
  phone: { prefix: string; digits: number } | null;
}

const germany: Region = {
  countryCode: 'DE',
  locale: 'de-DE',
  taxRatePercent: 19,
  bookTaxRatePercent: 7,
  firstNames: ['Anna', 'Jonas', 'Lena', 'Felix', 'Marie', 'Paul', 'Clara', 'Emil', 'Frieda', 'Moritz'],
  lastNames: [
    'Müller',
    'Schmidt',
    'Fischer',
    'Weber',
    'Becker',
    'Hoffmann',
    'Koch',
    'Richter',
    'Wolf',
    'Schäfer',
  ],
  streets: ['Lindenstraße', 'Gartenweg', 'Schulstraße', 'Bahnhofstraße', 'Am Mühlbach', 'Kastanienallee'],
  streetLine: (street, houseNumber) => `${street} ${houseNumber}`,
  places: [
    { city: 'Berlin', postalCode: '10437' },
    { city: 'Hamburg', postalCode: '22765' },
    { city: 'Leipzig', postalCode: '04229' },
    { city: 'Köln', postalCode: '50823' },
    { city: 'München', postalCode: '81541' },
  ],
  phone: { prefix: '+493023125', digits: 3 },
};

const france: Region = {
  countryCode: 'FR',
  locale: 'fr-FR',
  taxRatePercent: 20,
  bookTaxRatePercent: 5.5,
  firstNames: ['Camille', 'Louis', 'Chloé', 'Hugo', 'Inès', 'Jules', 'Manon', 'Théo'],
  lastNames: ['Martin', 'Bernard', 'Dubois', 'Moreau', 'Laurent', 'Garnier', 'Lefèvre', 'Roux'],
  streets: ['rue des Lilas', 'avenue de la Gare', 'rue du Moulin', 'place du Marché', 'rue Haute'],
  streetLine: (street, houseNumber) => `${houseNumber} ${street}`,
  places: [
    { city: 'Lyon', postalCode: '69003' },
    { city: 'Nantes', postalCode: '44000' },
    { city: 'Lille', postalCode: '59000' },
    { city: 'Paris', postalCode: '75011' },
  ],
  phone: { prefix: '+331990000', digits: 2 },
};

const netherlands: Region = {
  countryCode: 'NL',
  locale: 'nl-NL',
  taxRatePercent: 21,
  bookTaxRatePercent: 9,
  firstNames: ['Sanne', 'Daan', 'Fleur', 'Bram', 'Noor', 'Thijs'],
  lastNames: ['de Vries', 'Bakker', 'Visser', 'Smit', 'Mulder', 'van Dijk'],
  streets: ['Kerkstraat', 'Molenweg', 'Dorpsstraat', 'Prinsengracht'],
  streetLine: (street, houseNumber) => `${street} ${houseNumber}`,
  places: [
    { city: 'Utrecht', postalCode: '3512 JE' },
    { city: 'Groningen', postalCode: '9712 HM' },
    { city: 'Amsterdam', postalCode: '1017 PZ' },
  ],
  phone: null,
};

const austria: Region = {
  countryCode: 'AT',
  locale: 'de-AT',
  taxRatePercent: 20,
  bookTaxRatePercent: 10,
  firstNames: ['Magdalena', 'Lukas', 'Johanna', 'Tobias', 'Valerie', 'Simon'],
  lastNames: ['Gruber', 'Huber', 'Wagner', 'Steiner', 'Moser', 'Mayer'],
  streets: ['Hauptstraße', 'Kirchengasse', 'Wiesenweg', 'Neubaugasse'],
  streetLine: (street, houseNumber) => `${street} ${houseNumber}`,
  places: [
    { city: 'Wien', postalCode: '1070' },
    { city: 'Graz', postalCode: '8010' },
    { city: 'Innsbruck', postalCode: '6020' },
  ],
  phone: null,
};

const unitedStates: Region = {
  countryCode: 'US',
  locale: 'en-US',
  taxRatePercent: 0,
  bookTaxRatePercent: 0,
  firstNames: ['Avery', 'Jordan', 'Riley', 'Morgan', 'Casey', 'Quinn', 'Harper', 'Rowan'],
  lastNames: ['Johnson', 'Nguyen', 'Garcia', 'Miller', 'Davis', 'Clark', 'Lewis', 'Walker'],
  streets: ['Maple Avenue', 'Oak Street', 'Lakeview Drive', 'Second Street', 'Cedar Lane'],
  streetLine: (street, houseNumber) => `${houseNumber} ${street}`,
  places: [
    { city: 'Portland', postalCode: '97209', region: 'OR' },
    { city: 'Austin', postalCode: '78704', region: 'TX' },
    { city: 'Brooklyn', postalCode: '11215', region: 'NY' },
    { city: 'Chicago', postalCode: '60647', region: 'IL' },
  ],
  phone: { prefix: '+120255501', digits: 2 },
};

/** Every country that sample customers live in. */
export const regions: readonly Region[] = [germany, france, netherlands, austria, unitedStates];

/** How the thirty customers are spread: a turn for each, repeated. */
export const regionTurns: readonly Region[] = [
  germany,
  unitedStates,
  germany,
  france,
  netherlands,
  germany,
  unitedStates,
  austria,
  germany,
  france,
];
