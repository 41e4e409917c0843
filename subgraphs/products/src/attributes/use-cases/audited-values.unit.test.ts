import { expect, it } from 'vitest';
import type { AttributeContent } from '../rules/attribute-content.ts';
import { auditedValues } from './audited-values.ts';

const said = (content: AttributeContent, key = 'care') => ({ key, variantId: null, content });
const richText = (html: string): AttributeContent => ({ kind: 'RICH_TEXT', html, plain: html });

it('the trail has what is short as it is, and of all else how long it is and what tells it from another', () => {
  const wool: AttributeContent = { kind: 'CHOICE', choices: ['wool'] };
  expect(auditedValues([said(wool)])).toEqual([said(wool)]);
  const [one, other, text] = auditedValues([
    said(richText('<p>One</p>')),
    said(richText('<p>Two</p>')),
    said({ kind: 'TEXT', text: 'x'.repeat(500) }),
  ]).map((value) => ('content' in value ? value.content : value));
  expect(one).toMatchObject({ kind: 'RICH_TEXT', characters: 10 });
  expect(one).not.toEqual(other);
  expect(JSON.stringify([one, other, text])).not.toMatch(/One|xx/);
});

it('of more values than anybody reads the trail has how many there are of each attribute', () => {
  const many = Array.from({ length: 5000 }, (_, index) => said(richText('<p>Cold</p>'), `key-${index % 50}`));
  const listed = auditedValues(many);
  expect(listed).toHaveLength(50);
  expect(listed[0]).toEqual({ key: 'key-0', values: 100 });
});
