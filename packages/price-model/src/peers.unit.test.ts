import { describe, expect, it } from 'vitest';
import { commercetoolsCases, roundingCases, shopifyCases } from './more-peer-cases.ts';
import { vendureCases, type Said } from './peer-cases.ts';
import { priceCart } from './price-cart.ts';
import type { PricedCart } from './priced-cart.ts';

const cases = [...shopifyCases, ...vendureCases, ...commercetoolsCases, ...roundingCases];

/** All that a case may say. */
function said({ lines, delivery, taxMinor, totalMinor }: PricedCart): Required<Said> {
  return {
    goodsMinor: lines.reduce((sum, { restMinor }) => sum + restMinor, 0n),
    linesMinor: lines.map(({ restMinor }) => restMinor),
    deliveryMinor: delivery?.restMinor ?? 0n,
    taxMinor,
    totalMinor,
  };
}

describe('what peers document', () => {
  it.each(cases.filter(({ here }) => here === undefined))('$peer $what, and so do we', ({ cart, theirs }) => {
    expect(said(priceCart(cart))).toMatchObject(theirs);
  });

  it.each(cases.filter(({ here }) => here !== undefined))(
    '$peer $what, and we come to something else: $here.why',
    ({ cart, theirs, here }) => {
      const { why: _why, ...ours } = { why: '', ...here };
      expect(said(priceCart(cart))).toMatchObject({ ...theirs, ...ours });
      for (const [what, minor] of Object.entries(ours)) expect(theirs[what as keyof Said]).not.toEqual(minor);
    },
  );

  it('is said with its address', () => {
    for (const { source } of cases) expect(source).toMatch(/^https:\/\//);
  });
});
