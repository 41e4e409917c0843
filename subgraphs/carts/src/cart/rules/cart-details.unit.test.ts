import { describe, expect, it } from 'vitest';
import { cartOf, lineOf } from '../../../test/sample-cart.ts';
import { changeDetails, noDetails } from './cart-details.ts';
import { mergeCarts } from './merge-carts.ts';

const said = { note: 'Ring twice.\nAt the back.', giftText: 'For Kim', reference: 'PO-4711' };

describe('what a buyer says of a cart', () => {
  it('is changed field by field: what is left out stays, null and blanks empty', () => {
    expect(changeDetails(noDetails, said)).toEqual({ kind: 'valid', details: said });
    expect(changeDetails(said, { note: null, giftText: ' \n ' })).toEqual({
      kind: 'valid',
      details: { ...noDetails, reference: 'PO-4711' },
    });
    expect(changeDetails(said, {})).toEqual({ kind: 'valid', details: said });
  });

  it('is bounded, and each field at fault is named', () => {
    const texts = { note: 'n'.repeat(1000), giftText: 'g'.repeat(500), reference: 'r'.repeat(100) };
    expect(changeDetails(noDetails, texts)).toEqual({ kind: 'valid', details: texts });
    const change = { note: 'n'.repeat(1001), giftText: 'g'.repeat(501), reference: 'two\nlines' };
    expect(changeDetails(noDetails, change)).toMatchObject({
      kind: 'invalid-input',
      fields: [
        { path: ['note'], code: 'TOO_LONG' },
        { path: ['giftText'], code: 'TOO_LONG' },
        { path: ['reference'], code: 'INVALID_CHARACTERS' },
      ],
    });
    expect(changeDetails(noDetails, { reference: 'r'.repeat(101) })).toMatchObject({
      fields: [{ path: ['reference'], code: 'TOO_LONG' }],
    });
  });
});

describe('of two carts that become one', () => {
  const merge = (own: Partial<typeof said>, other: Partial<typeof said>) =>
    mergeCarts({
      into: cartOf({ id: 'into', details: { ...noDetails, ...own } }),
      from: cartOf({ id: 'from', details: { ...noDetails, ...other }, lines: [lineOf('a')] }),
      offers: new Map<never, never>(),
    });

  it('fills in what is not said of the one, and overwrites nothing', () => {
    const merged = merge({ note: 'Ring twice.' }, { giftText: 'For Kim', note: 'Ring twice.' });
    expect(merged.details).toEqual({ note: 'Ring twice.', giftText: 'For Kim', reference: null });
    expect(merged.pendingWarnings.map(({ code }) => code)).toEqual(['CARTS_MERGED']);
  });

  it('tells that something could not be kept', () => {
    for (const field of ['note', 'giftText', 'reference'] as const) {
      const merged = merge({ [field]: 'own' }, { [field]: 'other' });
      expect(merged.details[field]).toBe('own');
      expect(merged.pendingWarnings).toMatchObject([
        { code: 'CARTS_MERGED' },
        { code: 'DETAILS_REMOVED', target: 'into' },
      ]);
    }
  });
});
