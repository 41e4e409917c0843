import { describe, expect, it } from 'vitest';
import { countryCodes } from './country-codes.ts';
import { formatAddress } from './format-address.ts';

const berlin = {
  firstName: 'Sam',
  lastName: 'Shopper',
  line1: 'Torstraße 1',
  city: 'Berlin',
  postalCode: '10115',
  countryCode: 'DE',
};

describe('an address is written as in its country', () => {
  it.each([
    ['Germany', berlin, ['Sam Shopper', 'Torstraße 1', '10115 Berlin', 'Germany']],
    [
      'the second line and the company',
      { ...berlin, company: 'Kiln & Co.', line2: 'Hinterhaus' },
      ['Sam Shopper', 'Kiln & Co.', 'Torstraße 1', 'Hinterhaus', '10115 Berlin', 'Germany'],
    ],
    [
      'a person with one name',
      { ...berlin, firstName: 'Sukarno', lastName: null },
      ['Sukarno', 'Torstraße 1', '10115 Berlin', 'Germany'],
    ],
    [
      'the United States',
      {
        ...berlin,
        line1: '1 Main St',
        city: 'Portland',
        region: 'OR',
        postalCode: '97209',
        countryCode: 'US',
      },
      ['Sam Shopper', '1 Main St', 'Portland, OR 97209', 'United States'],
    ],
    [
      'the United States without a state',
      {
        ...berlin,
        line1: '1 Main St',
        city: 'Portland',
        region: null,
        postalCode: '97209',
        countryCode: 'US',
      },
      ['Sam Shopper', '1 Main St', 'Portland 97209', 'United States'],
    ],
    [
      'Japan',
      {
        firstName: '太郎',
        lastName: '山田',
        line1: '神宮前1-2-3',
        city: '渋谷区',
        region: '東京都',
        postalCode: '150-0001',
        countryCode: 'JP',
      },
      ['〒150-0001', '東京都', '渋谷区', '神宮前1-2-3', '山田 太郎', 'Japan'],
    ],
    [
      'Japan in Latin letters',
      {
        firstName: 'Taro',
        lastName: 'Yamada',
        line1: '1-2-3 Jingumae',
        city: 'Shibuya',
        region: 'Tokyo',
        postalCode: '150-0001',
        countryCode: 'JP',
      },
      ['Taro Yamada', '1-2-3 Jingumae, Shibuya, Tokyo', '150-0001', 'Japan'],
    ],
    [
      'China',
      {
        firstName: '伟',
        lastName: '王',
        line1: '人民路1号',
        city: '上海市',
        region: '上海市',
        postalCode: '200000',
        countryCode: 'CN',
      },
      ['200000', '上海市上海市', '人民路1号', '王伟', 'China'],
    ],
    [
      'Hungary',
      {
        ...berlin,
        firstName: 'János',
        lastName: 'Nagy',
        city: 'Budapest',
        postalCode: '1051',
        countryCode: 'HU',
      },
      ['Nagy János', 'Budapest', 'Torstraße 1', '1051', 'Hungary'],
    ],
    [
      'Ireland without a postal code',
      { ...berlin, line1: '1 Main St', city: 'Dublin', postalCode: null, countryCode: 'IE' },
      ['Sam Shopper', '1 Main St', 'Dublin', 'Ireland'],
    ],
    [
      'Singapore, which is its city',
      { ...berlin, line1: '1 Main St', city: 'Singapore', postalCode: '546080', countryCode: 'SG' },
      ['Sam Shopper', '1 Main St', 'SINGAPORE 546080', 'Singapore'],
    ],
    [
      'Guinea without a postal code, which would stand before the street',
      { ...berlin, line1: 'Almamya', line2: 'BP 1', city: 'Conakry', postalCode: null, countryCode: 'GN' },
      ['Sam Shopper', 'Almamya', 'BP 1', 'Conakry', 'Guinea'],
    ],
    [
      'a country whose postal codes have a prefix',
      { ...berlin, city: 'Zürich', postalCode: '8001', countryCode: 'CH' },
      ['Sam Shopper', 'Torstraße 1', 'CH-8001 Zürich', 'Switzerland'],
    ],
  ])('%s', (_what, address, lines) => {
    expect(formatAddress(address)).toEqual(lines);
  });

  it.each(['ZZ', 'XX'])('even when it was stored with %j for a country', (countryCode) => {
    expect(formatAddress({ ...berlin, countryCode })).toEqual([
      'Sam Shopper',
      'Torstraße 1',
      'Berlin',
      countryCode,
    ]);
  });

  it('with the country in the language of the reader', () => {
    expect(formatAddress(berlin, 'de-AT').at(-1)).toBe('Deutschland');
    expect(formatAddress(berlin, 'xx').at(-1)).toBe('Germany');
  });

  it.each(countryCodes)('%s loses neither name, nor street, nor city', (countryCode) => {
    const written = formatAddress({ ...berlin, city: 'Someplace', countryCode }).join('\n');
    for (const part of ['Sam Shopper', 'Torstraße 1', 'Someplace']) {
      expect(written).toContain(countryCode === 'HU' && part === 'Sam Shopper' ? 'Shopper Sam' : part);
    }
  });
});
