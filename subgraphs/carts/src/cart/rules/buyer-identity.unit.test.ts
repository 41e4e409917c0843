import { describe, expect, it } from 'vitest';
import { addressIn, buyerOf } from '../../../test/sample-cart.ts';
import { changeBuyerIdentity } from './buyer-identity.ts';

const buyer = buyerOf({ email: 'sam@example.com', countryCode: 'DE', postalCode: '10115' });

describe('a buyer', () => {
  it('keeps what is not mentioned and loses what is emptied', () => {
    const outcome = changeBuyerIdentity(buyer, { email: null, postalCode: ' \u200b ' });
    expect(outcome).toEqual({ kind: 'valid', buyer: buyerOf({ countryCode: 'DE' }) });
    expect(changeBuyerIdentity(buyer, { email: undefined })).toEqual({ kind: 'valid', buyer });
  });

  it('has each value in its one form', () => {
    const change = { email: ' Kim@MÜLLER.de', countryCode: 'fr', postalCode: '75\u00a0001' };
    expect(changeBuyerIdentity(buyer, change)).toEqual({
      kind: 'valid',
      buyer: buyerOf({ email: 'kim@müller.de', countryCode: 'FR', postalCode: '75 001' }),
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

  it('is at the address that was given last, with its country and postal code', () => {
    const shippingAddress = addressIn('AT');
    const moved = changeBuyerIdentity(buyer, { shippingAddress: { ...shippingAddress, postalCode: '1010' } });
    const known = moved.kind === 'valid' ? moved.buyer : buyer;
    expect(known).toMatchObject({
      countryCode: 'AT',
      postalCode: '1010',
      shippingAddress: { line1: shippingAddress.line1, countryCode: 'AT' },
    });
    expect(changeBuyerIdentity(known, { email: 'kim@example.com' })).toMatchObject({
      buyer: { shippingAddress: { countryCode: 'AT' } },
    });
  });

  it('has no known address after a change of the country without one', () => {
    const known = { ...buyer, shippingAddress: addressIn('DE') };
    expect(changeBuyerIdentity(known, { countryCode: 'FR' })).toMatchObject({
      buyer: { countryCode: 'FR', shippingAddress: null },
    });
  });

  it('keeps an address without a postal code through a change of something else', () => {
    const shippingAddress = { ...addressIn('IE'), postalCode: undefined };
    const known = buyerOf({ countryCode: 'IE', shippingAddress });
    expect(changeBuyerIdentity(known, { email: 'kim@example.com' })).toMatchObject({
      buyer: { shippingAddress },
    });
  });

  it('is refused with every field of an address at fault', () => {
    const outcome = changeBuyerIdentity(buyer, {
      shippingAddress: { firstName: 'a\ud83d', countryCode: 'DE' },
    });
    expect(outcome.kind === 'invalid-input' && outcome.fields.map(({ path }) => path.join('.'))).toEqual(
      expect.arrayContaining(['shippingAddress.firstName', 'shippingAddress.line1']),
    );
  });
});
