import { expect, it } from 'vitest';
import { z } from 'zod';
import { changedPage, pageFields, readPageChange } from './page-input.ts';

const fields = pageFields({ text: 20, html: 200 });
const schema = z.object({ ...fields, name: fields.name.optional() });
const before = {
  ...{ id: '1', name: 'Mugs', slug: 'mugs', description: 'Of clay', descriptionHtml: '<p>Of clay</p>' },
  ...{ seoTitle: 'Mugs', seoDescription: null },
};

it.each([
  [{}, {}],
  [{ name: 'Cups', slug: null }, { name: 'Cups' }],
  [{ slug: 'cups' }, { slug: 'cups' }],
  [{ name: 'Cups', description: 'Of clay' }, { name: 'Cups' }],
  [{ description: 'Of tin' }, { description: 'Of tin', descriptionHtml: null }],
  [{ descriptionHtml: '<p>Tin</p>' }, { description: 'Tin', descriptionHtml: '<p>Tin</p>' }],
  [{ seo: { description: 'To drink from' } }, { seoTitle: null, seoDescription: 'To drink from' }],
])('by %j a page is different in %j', (input, difference) => {
  const read = readPageChange(schema, input);
  if (read.kind === 'invalid-input') throw new Error(JSON.stringify(read));
  expect(changedPage(before, read.value)).toEqual({ ...before, ...difference });
});
