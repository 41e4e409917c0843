import { expect, it } from 'vitest';
import { withSynonyms } from './synonyms.ts';
import type { Term } from './typed-text.ts';

const term = (typed: string, isKnown = true): Term => ({
  typed,
  word: typed,
  alternatives: isKnown ? [`'${typed}'`] : [],
  parts: [],
});
const shoes = { text: 'running shoes', terms: [term('running'), term('shoes')] };
const together = "(('running') & ('shoes'))";

it('a word that products have is met by itself or by what it stands for', () => {
  const [boots, red] = withSynonyms(
    [term('boots'), term('red')],
    [{ phrase: [term('boots')], others: [shoes] }],
  );
  expect(boots).toMatchObject({
    typed: 'boots',
    alternatives: ["(('boots'))", together],
    synonyms: ['running shoes'],
  });
  expect(red).toEqual(term('red'));
});

it('a word that no product has is met by what it stands for', () => {
  const unknown = term('trainers', false);
  const [trainers] = withSynonyms([unknown], [{ phrase: [unknown], others: [shoes] }]);
  expect(trainers?.alternatives).toEqual([together]);
});

it('several words are one term, where they follow each other', () => {
  const phrase = [term('tea'), term('pot')];
  const synonyms = [{ phrase, others: [{ text: 'kettle', terms: [term('kettle')] }] }];
  expect(withSynonyms([term('big'), ...phrase], synonyms).map(({ typed }) => typed)).toEqual([
    'big',
    'tea pot',
  ]);
  const apart = [term('tea'), term('big'), term('pot')];
  expect(withSynonyms(apart, synonyms)).toEqual(apart);
});

it('terms stay as they are where no product has what they stand for, or nothing is looked for', () => {
  const unknown = { text: 'kettle', terms: [term('kettle', false)] };
  const terms = [term('trainers', false)];
  expect(withSynonyms(terms, [{ phrase: terms, others: [unknown] }])).toEqual(terms);
  expect(withSynonyms(terms, [{ phrase: [], others: [shoes] }])).toEqual(terms);
});
