import { describe, expect, it } from 'vitest';
import { commercetoolsCases } from './commercetools-cases.ts';
import type { PeerCase, Said } from './peer-case.ts';
import { priceCart } from './price-cart.ts';
import type { PricedCart } from './priced-cart.ts';
import { roundingCases } from './rounding-cases.ts';
import { shopifyCases } from './shopify-cases.ts';
import { vendureCases } from './vendure-cases.ts';

const cases: readonly PeerCase[] = [
  ...shopifyCases,
  ...vendureCases,
  ...commercetoolsCases,
  ...roundingCases,
];
const alike = cases.filter(({ here }) => here === undefined);
const unlike = cases.flatMap(({ here, ...rest }) => (here === undefined ? [] : [{ ...rest, ...here }]));

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
  it.each(alike)('$peer $what, and so do we', ({ cart, theirs }) => {
    expect(said(priceCart(cart))).toMatchObject(theirs);
  });

  it.each(unlike)('$peer $what, and we come to something else: $why', ({ cart, theirs, ours }) => {
    expect(said(priceCart(cart))).toMatchObject({ ...theirs, ...ours });
    for (const [what, minor] of Object.entries(ours)) expect(theirs[what as keyof Said]).not.toEqual(minor);
  });

  it('is said with its address', () => {
    for (const { source } of cases) expect(source).toMatch(/^https:\/\//);
  });
});
