import { describe, expect, it } from 'vitest';
import { auditedMetafields } from './audited-metafields.ts';
import { digestOf, freezeMetafields, thawMetafields, type Metafield } from './metafield.ts';
import { readMetafieldChanges, shopperLimits, staffLimits } from './read-changes.ts';
import { setMetafields } from './set-metafields.ts';

const washing: Metafield = {
  namespace: 'care',
  key: 'washing',
  type: 'SINGLE_LINE_TEXT',
  value: '30 degrees',
  visibility: 'PUBLIC',
};
const typed = (more: object = {}) => ({ ...washing, visibility: undefined, ...more });
const change = (more: object = {}) => ({
  ...washing,
  visibility: undefined,
  compareDigest: undefined,
  ...more,
});
const set = (before: readonly Metafield[], ...changes: ReturnType<typeof change>[]) =>
  setMetafields(before, { set: changes, remove: [] }, staffLimits);

describe('metafields', () => {
  it('are added for staff alone, kept in the order of their names, and stay seen by whom they were seen', () => {
    const added = set([washing], change({ key: 'drying' }), change({ value: '40 degrees' }));
    expect(added).toEqual({
      kind: 'set',
      isChanged: true,
      metafields: [
        { ...washing, key: 'drying', visibility: 'PRIVATE' },
        { ...washing, value: '40 degrees' },
      ],
    });
  });

  it('that are so already are no change', () => {
    expect(set([washing], change())).toMatchObject({ kind: 'set', isChanged: false });
    const absent = setMetafields(
      [washing],
      { set: [], remove: [{ namespace: 'care', key: 'x', compareDigest: undefined }] },
      staffLimits,
    );
    expect(absent).toMatchObject({ isChanged: false, metafields: [washing] });
  });

  it('are changed only where they are still what was read', () => {
    const compareDigest = digestOf(washing);
    const later = { ...washing, value: 'By hand' };
    const [name, wanted] = [{ namespace: 'care', key: 'washing' }, change({ value: 'x', compareDigest })];
    expect(set([washing], wanted)).toMatchObject({ metafields: [{ value: 'x' }] });
    expect(set([later], change({ key: 'drying' }), wanted)).toEqual({
      kind: 'metafield-changed',
      name,
      metafield: later,
    });
    expect(set([], wanted)).toEqual({ kind: 'metafield-changed', name, metafield: undefined });
    expect(set([later], change({ compareDigest: '' }))).toMatchObject({
      kind: 'metafield-changed',
      metafield: later,
    });
    expect(set([], change({ compareDigest: '' }))).toMatchObject({ kind: 'set', isChanged: true });
    expect(digestOf({ ...washing, visibility: 'PRIVATE' })).not.toBe(compareDigest);
  });

  it('are removed only where they are still what was read', () => {
    const { namespace, key } = washing;
    const without = (present: readonly Metafield[]) => {
      const remove = [{ namespace, key, compareDigest: digestOf(washing) }];
      return setMetafields(present, { set: [], remove }, staffLimits);
    };
    expect(without([washing])).toMatchObject({ kind: 'set', metafields: [] });
    const later = { ...washing, value: 'By hand' };
    expect(without([later])).toEqual({
      kind: 'metafield-changed',
      name: { namespace, key },
      metafield: later,
    });
    expect(without([])).toMatchObject({ kind: 'metafield-changed', metafield: undefined });
  });

  it('are together no more than lists can read, and less is always possible', () => {
    const long = (key: string, value = 'x'.repeat(16_384)) =>
      ({ ...washing, key, type: 'JSON', value }) as const;
    const full = ['a', 'b', 'c', 'd'].map((key) => long(key));
    expect(set(full, change({ key: 'e', value: 'x' }))).toMatchObject({
      kind: 'invalid-input',
      fields: [{ path: ['metafields'], code: 'TOO_LONG' }],
    });
    expect(set(full, change(long('a', 'x')))).toMatchObject({ kind: 'set' });
    const over = [...full, long('e')];
    expect(set(over, change(long('a', 'x')))).toMatchObject({ kind: 'set' });
  });

  it('are at most so many, and fewer are always possible', () => {
    const many = Array.from({ length: 50 }, (_, index) => ({ ...washing, key: `k${index}` }));
    expect(set(many, change())).toEqual({ kind: 'too-many-metafields', limit: 50 });
    const swap = { set: [change()], remove: [{ namespace: 'care', key: 'k1', compareDigest: undefined }] };
    expect(setMetafields(many, swap, staffLimits)).toMatchObject({ kind: 'set' });
    const fewer = setMetafields(many, { ...swap, set: [] }, shopperLimits);
    expect(fewer.kind === 'set' && fewer.metafields).toHaveLength(49);
  });

  it('leave nothing of what they say in the trail of what staff did', () => {
    expect(JSON.stringify(auditedMetafields([washing]))).toBe(
      '{"metafields":[{"name":"care.washing","type":"SINGLE_LINE_TEXT","visibility":"PUBLIC","characters":10}]}',
    );
  });

  it('go with a cart to its order, the buyer’s for whoever sees it and staff’s for staff', () => {
    expect(thawMetafields({ metafields: freezeMetafields([washing]) })).toEqual([washing]);
    const kept = { ...washing, namespace: 'a', visibility: 'PRIVATE' } as const;
    const frozen = {
      metafields: freezeMetafields([washing]),
      privateMetafields: freezeMetafields([kept]),
    };
    expect(thawMetafields(frozen)).toEqual([kept, washing]);
    expect([thawMetafields({ metafields: [] }), thawMetafields({})]).toEqual([null, null]);
  });
});

describe('what is typed', () => {
  const faults = (metafields: object[], remove: object[] = [], limits = staffLimits) => {
    const read = readMetafieldChanges({ metafields, remove, reason: null }, limits);
    return read.kind === 'valid' ? read.value : read.fields.map(({ path, code }) => [path.join('.'), code]);
  };

  it('is tidied', () => {
    expect(faults([typed({ value: ' By  hand ' })], [{ namespace: 'a', key: 'b' }])).toEqual({
      set: [change({ value: 'By  hand' })],
      remove: [{ namespace: 'a', key: 'b', compareDigest: undefined }],
      reason: null,
    });
  });

  it.each([
    [[typed({ namespace: 'Care' })], [['metafields.0.namespace', 'INVALID_FORMAT']]],
    [[typed({ namespace: '' })], [['metafields.0.namespace', 'REQUIRED']]],
    [[typed({ key: 'x'.repeat(61) })], [['metafields.0.key', 'TOO_LONG']]],
    [[typed(), typed({ type: 'INTEGER', key: 'x' })], [['metafields.1.value', 'INVALID_FORMAT']]],
    [[typed(), typed()], [['metafields.1.key', 'INVALID_VALUE']]],
  ])('is refused with the place: %j', (metafields, expected) => {
    expect(faults(metafields)).toEqual(expected);
  });

  it('names each metafield once, and is shorter where a buyer types it', () => {
    expect(faults([typed()], [{ namespace: 'care', key: 'washing' }])).toEqual([
      ['remove.0.key', 'INVALID_VALUE'],
    ]);
    expect(faults([typed({ value: 'x'.repeat(501) })], [], shopperLimits)).toEqual([
      ['metafields.0.value', 'TOO_LONG'],
    ]);
  });
});
