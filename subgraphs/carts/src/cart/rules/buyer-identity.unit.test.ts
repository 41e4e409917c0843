import { describe, expect, it } from 'vitest';
import { changeBuyerIdentity } from './buyer-identity.ts';

const buyer = { email: 'sam@example.com', countryCode: 'DE', postalCode: '10115' };

describe('a buyer', () => {
  it('keeps what is not mentioned and loses what is emptied', () => {
    const outcome = changeBuyerIdentity(buyer, { email: null, postalCode: '  ' });
    expect(outcome).toEqual({ kind: 'valid', buyer: { email: null, countryCode: 'DE', postalCode: null } });
  });

  it('has trimmed values and a country in capitals', () => {
    const outcome = changeBuyerIdentity(buyer, { email: ' kim@example.com ', countryCode: 'fr' });
    expect(outcome).toMatchObject({ buyer: { email: 'kim@example.com', countryCode: 'FR' } });
  });

  it.each([
    [{ email: 'nobody' }, 'email'],
    [{ countryCode: 'Germany' }, 'countryCode'],
    [{ countryCode: 'XX' }, 'countryCode'],
    [{ countryCode: 'UK' }, 'countryCode'],
    [{ countryCode: 'EU' }, 'countryCode'],
    [{ postalCode: 'a postal code that is none' }, 'postalCode'],
    [{ postalCode: '1\u00005' }, 'postalCode'],
  ])('is refused with %o', (change, field) => {
    expect(changeBuyerIdentity(buyer, change)).toMatchObject({ kind: 'invalid', field });
  });
});
