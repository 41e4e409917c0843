import { describe, expect, it } from 'vitest';
import { parseFailpoints } from './failpoint.ts';

const type = 'inventory.reserve.v1';

const deathsOf = (text: string | undefined) => {
  let deaths = 0;
  const failpoint = parseFailpoints(text, () => (deaths += 1));
  return { failpoint, deaths: () => deaths };
};

describe('a failpoint', () => {
  it('kills at its first hit, and at no other point or type', () => {
    const { failpoint, deaths } = deathsOf(`after-commit@${type}`);
    failpoint('after-publish', type);
    failpoint('after-commit', 'inventory.release.v1');
    expect(deaths()).toBe(0);
    failpoint('after-commit', type);
    expect(deaths()).toBe(1);
  });

  it('waits for the n-th hit', () => {
    const { failpoint, deaths } = deathsOf(`before-transaction@${type}#3`);
    failpoint('before-transaction', type);
    failpoint('before-transaction', type);
    expect(deaths()).toBe(0);
    failpoint('before-transaction', type);
    expect(deaths()).toBe(1);
  });

  it('can be one of several', () => {
    const { failpoint, deaths } = deathsOf(`after-effect@a.b.v1, after-effect@c.d.v2`);
    failpoint('after-effect', 'c.d.v2');
    expect(deaths()).toBe(1);
  });

  it.each(['after-lunch@a.b.v1', 'after-commit', 'after-commit@a.b.v1#0', '@a.b.v1'])(
    'refuses "%s"',
    (text) => {
      expect(() => parseFailpoints(text)).toThrow(/is not <before-transaction\|/);
    },
  );

  it.each([undefined, '', ' '])('does nothing when the text is %j', (text) => {
    const { failpoint, deaths } = deathsOf(text);
    failpoint('after-commit', type);
    expect(deaths()).toBe(0);
  });
});
