import { describe, expect, it } from 'vitest';
import { readParcel, readTracking } from './parcel-input.ts';

const line = { lineId: '01990000-0000-7000-8000-000000000006', quantity: 1 };

describe('what staff say of a parcel', () => {
  it('is tidied, with the page of a carrier that is known', () => {
    const input = { carrier: '  DHL ', trackingNumber: ' 0034\u00a0123 ', lines: [line] };
    expect(readParcel(input)).toMatchObject({
      kind: 'valid',
      value: { carrier: 'DHL', lines: [line], trackingUrl: expect.stringMatching(/^https:.*dhl/) as string },
    });
  });

  it('keeps a page that is given, and has none where nothing is known', () => {
    const trackingUrl = 'https://example.com/1';
    expect(readTracking({ carrier: 'dpd', trackingNumber: '1', trackingUrl })).toMatchObject({
      value: { trackingUrl },
    });
    for (const input of [{ carrier: 'DHL' }, { carrier: 'Courier', trackingNumber: '1', trackingUrl: null }])
      expect(readTracking(input)).toMatchObject({ kind: 'valid', value: { trackingUrl: null } });
  });

  it('may name several lines, whose ids are told in lower case', () => {
    const other = { lineId: '01990000-0000-7000-8000-00000000000A', quantity: 2 };
    expect(readParcel({ carrier: 'DHL', lines: [line, other] })).toMatchObject({
      value: { lines: [line, { ...other, lineId: other.lineId.toLowerCase() }] },
    });
  });

  it('is refused in the same way when only its tracking is said', () => {
    expect(readTracking({ carrier: ' ' })).toMatchObject({
      kind: 'invalid-input',
      fields: [{ path: ['carrier'], code: 'REQUIRED' }],
    });
  });

  it.each([
    ['carrier', { carrier: ' ' }, 'REQUIRED'],
    ['carrier', { carrier: 'a\u0000' }, 'INVALID_CHARACTERS'],
    ['trackingNumber', { trackingNumber: '1'.repeat(101) }, 'TOO_LONG'],
    ['trackingUrl', { trackingUrl: 'javascript:alert(1)' }, 'INVALID_FORMAT'],
    ['trackingUrl', { trackingUrl: 'http://example.com' }, 'INVALID_FORMAT'],
    ['lines', { lines: [] }, 'TOO_SHORT'],
    ['lines', { lines: [line, { ...line, lineId: line.lineId.toUpperCase() }] }, 'INVALID_VALUE'],
    ['lines.0.quantity', { lines: [{ ...line, quantity: 0 }] }, 'OUT_OF_RANGE'],
  ])('is refused for its %s: %j', (path, change, code) => {
    const read = readParcel({ carrier: 'DHL', ...change });
    expect(read).toMatchObject({ kind: 'invalid-input', fields: [{ path: path.split('.'), code }] });
  });
});
