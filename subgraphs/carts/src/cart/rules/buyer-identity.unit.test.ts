import { describe, expect, it } from 'vitest';
import { changeBuyerIdentity } from './buyer-identity.ts';

const buyer = { email: 'sam@example.com', countryCode: 'DE', postalCode: '10115' };

describe('a buyer', () => {
  it('keeps what is not mentioned and loses what is emptied', () => {
    const outcome = changeBuyerIdentity(buyer, { email: null, postalCode: ' \u200b ' });
    expect(outcome).toEqual({ kind: 'valid', buyer: { email: null, countryCode: 'DE', postalCode: null } });
    expect(changeBuyerIdentity(buyer, { email: undefined })).toEqual({ kind: 'valid', buyer });
  });

  it('has each value in its one form', () => {
    const change = { email: ' Kim@MÜLLER.de', countryCode: 'fr', postalCode: '75\u00a0001' };
    expect(changeBuyerIdentity(buyer, change)).toEqual({
      kind: 'valid',
      buyer: { email: 'kim@müller.de', countryCode: 'FR', postalCode: '75 001' },
    });
  });

  it.each([
    [{ email: 'nobody' }, ['email']],
    [{ countryCode: 'Germany' }, ['countryCode']],
    [{ countryCode: 'XX' }, ['countryCode']],
    [{ countryCode: 'UK' }, ['countryCode']],
    [{ countryCode: 'EU' }, ['countryCode']],
    [{ postalCode: 'a postal code that is none' }, ['postalCode']],
    [
      { email: 'a\ud83d', countryCode: '\u0000', postalCode: '1\u00005' },
      ['email', 'countryCode', 'postalCode'],
    ],
  ])('is refused with %o', (change, fields) => {
    expect(changeBuyerIdentity(buyer, change)).toMatchObject({
      kind: 'invalid-input',
      fields: fields.map((field) => ({ path: [field] })),
    });
  });
});
