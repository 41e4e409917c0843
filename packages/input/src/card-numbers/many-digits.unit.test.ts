import { describe, expect, it } from 'vitest';
import { mustNotBeKept } from './many-digits.ts';

describe('a tracking number', () => {
  /** From the carriers' own pages and from github.com/jkeen/tracking_number_data. */
  it.each([
    ['UPS', '1Z999AA10123456784'],
    ['UPS', '1Z5R89390357567127'],
    ['UPS', '1Z 5R8 939 03 5756 7127'],
    ['UPS, with a card’s digits and its own check digit', '1Z4111111111111114'],
    ['UPS Mail Innovations', '92748999985325543410014567'],
    ['UPS, waybill', 'K1506235620'],
    ['FedEx Express', '986578788855'],
    ['FedEx Ground', '041441760228964'],
    ['FedEx Ground', '568283610012734'],
    ['FedEx SmartPost', '61299998820821171811'],
    ['FedEx Ground 96', '9622001900000000000000776632517510'],
    ['DHL Express', '3318810025'],
    ['DHL Paket', '00340434161094042557'],
    ['DHL Paket', '003404341610940425 57'],
    ['DHL', 'JJD0099999999'],
    ['DHL eCommerce', 'GM60511234500000001'],
    ['USPS', '9400 1112 0255 5842 3326 69'],
    ['USPS', '71123456789123456787'],
    ['USPS', '420221539101026837331000039521'],
    ['USPS', '03071790000523483741'],
    ['S10', 'RB123456785GB'],
    ['Canada Post', '7035114477138472'],
    ['Royal Mail', 'JV436865007GB'],
    ['SSCC as of Visa’s range', '412345123456789013'],
    [
      'at a carrier’s page',
      'https://www.dhl.de/de/privatkunden/dhl-sendungsverfolgung.html?piececode=00340434161094042557',
    ],
    ['at a carrier’s page', 'https://tools.usps.com/go/TrackConfirmAction?tLabels=9400111202555842332669'],
  ])('of %s passes: %s', (_carrier, number) => {
    expect(mustNotBeKept(number, 'TRACKING_NUMBER')).toBe(false);
  });

  it.each([
    '4111111111111111',
    '4111 1111 1111 1111',
    '5555-5555-5555-4444',
    '378282246310005',
    '3782 822463 10005',
    'AMEX378282246310005',
    'x4111111111111111',
    '4111-1111-1111-1111 and 4111-1111-1111-1111',
    '4111 1111 1111 1111 5555 5555 5555 4444',
    '4111 1111 1111 1111 123',
    '1Z4111111111111111',
    '1Z378282246310005',
    '４１１１１１１１１１１１１１１１',
    'https://carrier.example/follow/4111111111111111?zip=10115',
  ])('is no card number: %s', (number) => {
    expect(mustNotBeKept(number, 'TRACKING_NUMBER')).toBe(true);
  });
});

describe('a phone number', () => {
  it.each([
    '+49 30 123456',
    '+4915112345670',
    '+49 1512 3456 789 01',
    '+4411122233344',
    '+43 664 12345678901',
    '+86 138 0013 8000',
    '+55 (11) 91234-5678',
    '0049 151 23456789',
    '+1 (415) 555-2671 ext. 1234',
    '+358 45 712 3456',
    '+883 5100 0123 4567',
    '+870 773 111 632',
    '+612345678901234',
    '+881612345678901',
    '+491234567890128',
    '+390612345678',
    '+36 1 234 5678',
  ])('passes: %s', (number) => {
    expect(mustNotBeKept(number, 'PHONE_NUMBER')).toBe(false);
  });

  it.each([
    '4111111111111111',
    '+4111 1111 1111 1111',
    '378282246310005',
    '30569309025904',
    '5555.5555.5555.4444',
  ])('is no card number: %s', (number) => {
    expect(mustNotBeKept(number, 'PHONE_NUMBER')).toBe(true);
  });
});

it('a password that is only compared may be anything, a text that is kept may not', () => {
  expect(mustNotBeKept('4111111111111111', 'CURRENT_PASSWORD')).toBe(false);
  expect(mustNotBeKept('4111111111111111')).toBe(true);
});
