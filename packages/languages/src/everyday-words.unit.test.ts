import { expect, it } from 'vitest';
import { isEverydayWord } from './everyday-words.ts';

it.each(['sale', 'christmas', 'woollen', 'jewellery', 'jewelry', 'taupe', 'english'])('%j is one', (word) => {
  expect(isEverydayWord(word)).toBe(true);
});

it.each(['shrit', 'ceramc', 'woolblend', 'Sale', ''])('%j is none', (word) => {
  expect(isEverydayWord(word)).toBe(false);
});
