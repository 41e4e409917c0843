import { regionTurns, type Region } from './people.ts';
import { createRandom, type Random } from '@cartwright/random';
import { sampleCustomerPassword, sampleLogins } from './sample-logins.ts';
import { sampleId } from './sample-id.ts';
import type { SampleAddress, SampleCustomer } from './sample-types.ts';
import { slugify } from './slugify.ts';

const customerCount = 30;
const firstCustomerAt = Date.UTC(2023, 6, 3, 9, 15);
const customerIntervalMs = 17 * 24 * 3_600_000;

/** How the sample may differ. */
export interface SampleCustomersOptions {
  /** What staff sign in with; the documented password when not given. */
  readonly staffPassword?: string | undefined;
}

/** Thirty customers, `shopper@example.com` first, then two of the staff. */
export function sampleCustomers({ staffPassword }: SampleCustomersOptions = {}): SampleCustomer[] {
  const names = new Set<string>();
  const customers = Array.from({ length: customerCount }, (_, index) => makeCustomer(index, names));
  const staff = [makeStaff(customerCount, 'Robin'), makeStaff(customerCount + 1, 'Kim')];
  return [...customers, ...staff.map((one) => ({ ...one, password: staffPassword ?? one.password }))];
}

function makeCustomer(index: number, taken: Set<string>): SampleCustomer {
  const random = createRandom(`customer:${index}`);
  const region = regionTurns[index % regionTurns.length];
  if (!region) throw new RangeError('No region.');
  const { firstName, lastName } = chooseName(region, random, taken);
  const name = { firstName, lastName };
  const email =
    index === 0 ? sampleLogins[0]?.email : `${slugify(firstName)}.${slugify(lastName)}@example.com`;
  const addresses = Array.from({ length: index === 0 ? 2 : random.integer(1, 2) }, (_, nth) =>
    makeAddress(region, name, sampleId('address', index * 4 + nth), random),
  );
  return {
    id: sampleId('customer', index),
    email: email ?? '',
    password: sampleCustomerPassword,
    ...name,
    role: 'CUSTOMER',
    locale: index === 0 ? 'en' : region.locale, // the login that everybody tries first is written to in English
    addresses,
    createdAt: joinedAt(index),
  };
}

function chooseName(
  region: Region,
  random: Random,
  taken: Set<string>,
): { firstName: string; lastName: string } {
  for (;;) {
    const firstName = random.pick(region.firstNames);
    const lastName = random.pick(region.lastNames);
    if (taken.has(`${firstName} ${lastName}`)) continue;
    taken.add(`${firstName} ${lastName}`);
    return { firstName, lastName };
  }
}

function makeAddress(
  region: Region,
  name: { firstName: string; lastName: string },
  id: string,
  random: Random,
): SampleAddress {
  const place = random.pick(region.places);
  return {
    id,
    ...name,
    company: random.chance(0.12) ? `${name.lastName} & Co.` : null,
    line1: region.streetLine(random.pick(region.streets), random.integer(1, 140)),
    line2: random.chance(0.15) ? `Floor ${random.integer(1, 5)}` : null,
    city: place.city,
    region: place.region ?? null,
    postalCode: place.postalCode,
    countryCode: region.countryCode,
    phone: makePhone(region, random),
  };
}

function makePhone({ phone }: Region, random: Random): string | null {
  if (!phone || random.chance(0.25)) return null;
  const number = random.integer(0, 10 ** phone.digits - 1);
  return `${phone.prefix}${String(number).padStart(phone.digits, '0')}`;
}

function makeStaff(index: number, firstName: string): SampleCustomer {
  const login = sampleLogins[index - customerCount + 1];
  if (!login) throw new RangeError('No login for this member of staff.');
  const lastName = 'Cartwright';
  return {
    id: sampleId('customer', index),
    ...login,
    firstName,
    lastName,
    locale: 'en',
    addresses: [],
    createdAt: joinedAt(0),
  };
}

function joinedAt(index: number): Date {
  return new Date(firstCustomerAt + index * customerIntervalMs);
}
