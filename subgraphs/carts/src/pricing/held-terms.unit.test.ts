import { describe, expect, it } from 'vitest';
import { HeldTerms } from './held-terms.ts';
import { standardTerms, type PriceTerms } from './rules/price-terms.ts';

/** Terms of one version, which can be told apart. */
const termsOf = (version: string): PriceTerms => ({
  ...standardTerms,
  promotions: { running: () => [version as never] },
});
const versionOf = ({ terms }: { readonly terms: PriceTerms }): unknown =>
  terms.promotions.running('EUR', new Date(0))[0];
const at = (ms: number) => new Date(ms);

/** What is stored, and what was read of it. */
class Stored {
  version = '1';
  readonly reads: string[] = [];
  readonly held = new HeldTerms<string>({
    db: 'everybody',
    timeZone: 'Europe/Berlin',
    readVersion: (db) => {
      this.reads.push(`version by ${db}`);
      return Promise.resolve(this.version);
    },
    load: (db) => {
      this.reads.push(`terms by ${db}`);
      return Promise.resolve({ version: this.version, terms: termsOf(this.version) });
    },
  });
}

describe('what prices depend on', () => {
  it('is read once for all who ask at the same time, and then not for a second', async () => {
    const { held, reads } = new Stored();
    const [first, second] = await Promise.all([held.at(at(0)), held.at(at(0))]);
    expect(first).toMatchObject({ now: at(0), timeZone: 'Europe/Berlin' });
    expect(second.terms).toBe(first.terms);
    expect((await held.at(at(999))).terms).toBe(first.terms);
    expect(reads).toEqual(['terms by everybody']);
  });

  it('has its version looked at after a second, and is read again only where that is another', async () => {
    const stored = new Stored();
    const { held, reads } = stored;
    await held.at(at(0));
    await held.at(at(1_000));
    expect(reads).toEqual(['terms by everybody', 'version by everybody']);
    stored.version = '2';
    expect(versionOf(await held.at(at(1_999)))).toBe('1');
    expect(versionOf(await held.at(at(2_000)))).toBe('2');
  });

  it('is looked at again at once when this process has changed it', async () => {
    const stored = new Stored();
    await stored.held.at(at(0));
    stored.version = '2';
    stored.held.forget();
    expect(versionOf(await stored.held.at(at(1)))).toBe('2');
  });

  it('is not held where it was read before a change and arrives after it', async () => {
    const stored = new Stored();
    const early = stored.held.at(at(0));
    stored.version = '2';
    stored.held.forget();
    await early;
    expect(versionOf(await stored.held.at(at(1)))).toBe('2');
  });

  it('is asked for again when it could not be read', async () => {
    let isAway = true;
    const found = { version: '1', terms: standardTerms };
    const held = new HeldTerms<null>({
      db: null,
      timeZone: 'UTC',
      readVersion: () => Promise.resolve('1'),
      load: () => (isAway ? Promise.reject(new Error('away')) : Promise.resolve(found)),
    });
    await expect(held.at(at(0))).rejects.toThrow('away');
    isAway = false;
    expect((await held.at(at(0))).terms).toBe(standardTerms);
  });

  it('stays the newer one where a transaction has read an older one', async () => {
    const stored = new Stored();
    const { held } = stored;
    stored.version = '10';
    await held.at(at(0));
    stored.version = '9';
    expect(versionOf(await held.within('tx', { version: '9', now: at(5) }))).toBe('9');
    expect(versionOf(await held.at(at(6)))).toBe('10');
    expect(await held.versionAt(at(6))).toBe('10');
  });

  it('is for a transaction what its version says, and read by it only where another is held', async () => {
    const stored = new Stored();
    const { held, reads } = stored;
    await held.at(at(0));
    expect(versionOf(await held.within('tx', { version: '1', now: at(5) }))).toBe('1');
    expect(reads).toEqual(['terms by everybody']);
    stored.version = '2';
    const within = await held.within('tx', { version: '2', now: at(6) });
    expect([versionOf(within), within.now]).toEqual(['2', at(6)]);
    expect(reads).toEqual(['terms by everybody', 'terms by tx']);
  });
});
