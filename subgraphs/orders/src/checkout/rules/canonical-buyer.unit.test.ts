import { describe, expect, it } from 'vitest';
import { signalsWith } from '../buyer-signals.ts';
import { canonicalAddress, canonicalEmail } from './canonical-buyer.ts';

const address = {
  firstName: 'Sam',
  line1: '1 Example Street',
  line2: null,
  city: 'Berlin',
  postalCode: '10115',
  countryCode: 'DE',
};

describe('what buyers are recognised by', () => {
  it.each([
    ['Sam.Shopper+spam@GMail.com', 'samshopper@gmail.com'],
    ['samshopper@googlemail.com', 'samshopper@gmail.com'],
    [' SAM+1@example.com ', 'sam@example.com'],
    ['s.a.m@example.com', 's.a.m@example.com'],
    ['ｓａｍ@example.com', 'sam@example.com'],
  ])('is the mailbox that %s reaches', (email, mailbox) => {
    expect(canonicalEmail(email)).toBe(mailbox);
  });

  it('is the place, whatever it is written like and whoever lives there', () => {
    const spelled = { ...address, firstName: 'Ann', line1: '1, EXAMPLE-Street', line2: '' };
    expect(canonicalAddress(spelled)).toBe(canonicalAddress(address));
    expect(canonicalAddress({ ...address, line1: '2 Example Street' })).not.toBe(canonicalAddress(address));
    expect(canonicalAddress({ ...address, countryCode: 'AT' })).not.toBe(canonicalAddress(address));
  });

  it('is hashed with a key, and without it nobody can tell who it is', () => {
    const buyer = { email: 'sam@example.com', shippingAddress: address, billingAddress: null };
    const client = { network: '192.0.2.1', userAgent: 'a browser' };
    const signals = signalsWith('a key that is long enough')({ ...buyer, ...client });
    expect(signals).toEqual(signalsWith('a key that is long enough')({ ...buyer, ...client }));
    expect(signals.addresses).toHaveLength(1);
    expect(JSON.stringify(signals)).not.toMatch(/sam|192|example/i);
    expect(signalsWith('another key of that length')({ ...buyer, ...client }).email).not.toBe(signals.email);
    const unknown = signalsWith('a key that is long enough')({ ...buyer, network: null, userAgent: null });
    expect(unknown).toMatchObject({ network: null, device: null, email: signals.email });
  });
});
