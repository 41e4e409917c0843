import { expect, it } from 'vitest';
import { sampleAttributes } from './sample-attributes.ts';
import { sampleId } from './sample-id.ts';
import { sampleProductTypes } from './sample-product-types.ts';

const product = (index: number) => ({ id: sampleId('product', index), index });

it('each sample product has all attributes of its type, the same each time, under ids of its own', () => {
  const ids = new Set<string>();
  for (const type of sampleProductTypes())
    for (let index = 0; index < 20; index += 1) {
      const said = sampleAttributes(product(index), type);
      expect(said.map(({ attribute }) => attribute.key)).toEqual(type.attributes.map(({ key }) => key));
      expect(sampleAttributes(product(index), type)).toEqual(said);
      expect(new Set(said.map(({ id }) => id)).size).toBe(said.length);
    }
  for (const index of [0, 1, 2])
    for (const { id } of sampleAttributes(product(index), {
      attributes: sampleProductTypes()[0]?.attributes ?? [],
    }))
      ids.add(id);
  expect(ids.size).toBe(9);
});

it('choices are some that there are, and one only where no more can be chosen', () => {
  for (const type of sampleProductTypes())
    for (let index = 0; index < 50; index += 1)
      for (const { attribute, content } of sampleAttributes(product(index), type)) {
        if (content.kind !== 'CHOICE') continue;
        expect(attribute.choices.map(({ value }) => value)).toEqual(expect.arrayContaining(content.choices));
        expect(content.choices.length).toBeLessThanOrEqual(attribute.several ? 2 : 1);
        expect(content.choices.length).toBeGreaterThan(0);
      }
});
