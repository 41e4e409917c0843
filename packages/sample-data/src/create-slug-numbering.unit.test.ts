import { expect, it } from 'vitest';
import { createSlugNumbering } from './create-slug-numbering.ts';

it('numbers a slug from its second use on, each slug for itself', () => {
  const numbered = createSlugNumbering();
  expect(['mug', 'lamp', 'mug', 'mug', 'lamp'].map(numbered)).toEqual([
    'mug',
    'lamp',
    'mug-2',
    'mug-3',
    'lamp-2',
  ]);
});
