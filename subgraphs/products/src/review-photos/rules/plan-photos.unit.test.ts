import { describe, expect, it } from 'vitest';
import { planPhotos, type SentPhoto } from './plan-photos.ts';

const sent = (uploadId: string): SentPhoto => ({
  uploadId,
  mediaId: `media of ${uploadId}`,
  key: uploadId,
  width: 4,
  height: 3,
});

describe('the photos of a review', () => {
  it('are those that it has and those that were sent, in the order asked for', () => {
    expect(planPhotos(['new', 'b', 'a'], ['a', 'b', 'c'], [sent('new'), sent('other')])).toEqual({
      kind: 'planned',
      photos: [sent('new'), { id: 'b' }, { id: 'a' }],
      isChange: true,
    });
  });

  it.each([
    [['a', 'b'], ['a', 'b'], false],
    [['b', 'a'], ['a', 'b'], true],
    [['a'], ['a', 'b'], true],
    [[], [], false],
    [[], ['a'], true],
  ])('%j in place of %j are a change: %j', (wanted, present, isChange) => {
    expect(planPhotos(wanted, present, [])).toMatchObject({ kind: 'planned', isChange });
  });

  it('are each there once, and known', () => {
    const plan = planPhotos(['a', 'x', 'a'], ['a'], [sent('new')]);
    expect(plan.kind === 'invalid-input' && plan.fields.map(({ path }) => path)).toEqual([
      ['photos', '1'],
      ['photos', '2'],
    ]);
  });
});
