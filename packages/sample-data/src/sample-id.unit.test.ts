import { validate, version } from 'uuid';
import { describe, expect, it } from 'vitest';
import { sampleId } from './sample-id.ts';

describe('sampleId', () => {
  it('is the same for the same kind and index, and a version 7 UUID', () => {
    const id = sampleId('product', 42);
    expect(sampleId('product', 42)).toBe(id);
    expect(validate(id)).toBe(true);
    expect(version(id)).toBe(7);
  });

  it('differs between kinds of the same index', () => {
    expect(sampleId('product', 42)).not.toBe(sampleId('variant', 42));
  });

  it('sorts by index within a kind', () => {
    const ids = Array.from({ length: 2_000 }, (_, index) => sampleId('order', index));
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });
});
