import { expect, it } from 'vitest';
import { translateMessage } from '../mod.ts';
import { german } from './german/german.ts';

it.each([
  ['There is no such cart.', 'Diesen Warenkorb gibt es nicht.'],
  ['Please use at most 100 characters.', 'Bitte verwenden Sie höchstens 100 Zeichen.'],
  ['Please use at most 64 items.', 'Bitte verwenden Sie höchstens 64 Einträge.'],
  ['Oak stool (Natural) is sold out.', 'Oak stool (Natural) ist ausverkauft.'],
  [
    'Mug: the quantity is now 99, a cart takes no more of one variant.',
    'Mug: Die Menge ist jetzt 99, mehr von einer Variante nimmt ein Warenkorb nicht auf.',
  ],
  ['Mug now costs 12.90 EUR instead of 11.50 EUR.', 'Mug kostet jetzt 12,90 EUR statt 11,50 EUR.'],
  ['3 to 5 working days; free from 50.00.', '3 bis 5 Werktage; ab 50,00 kostenlos.'],
  ['{name} is sold out.', '{name} ist ausverkauft.'],
  ['$& is sold out.', '$& ist ausverkauft.'],
])('%j is %j in German', (english, translation) => {
  expect(translateMessage(english, 'de')).toBe(translation);
  expect(translateMessage(english, 'en')).toBe(english);
});

it.each(['Somebody wrote this.', '', ' is sold out', 'is sold out.', `${'x'.repeat(100_000)} is sold out.`])(
  'what is not of the catalogue is as it was',
  (message) => {
    expect(translateMessage(message, 'de')).toBe(message);
  },
);

it('each translation fills in what the English sentence has, and nothing else', () => {
  const holesOf = (text: string) => [...new Set(text.match(/\{\w+\}/gu))].toSorted();
  for (const [english, translation] of Object.entries(german)) {
    expect(holesOf(translation), english).toEqual(holesOf(english));
    const names = english.match(/\{\w+\}/gu) ?? [];
    expect(new Set(names).size, english).toBe(names.length);
  }
});
