import { Fault } from '@cartwright/input';
import { expect, it } from 'vitest';
import { describe, describedBy, maxDescriptionHtml } from './description.ts';

const read = (html: string) => {
  const described = describe(50)(html);
  return described instanceof Fault ? described.code : described;
};

it('has a line for each paragraph, list item and heading', () => {
  const html = '<h2>Care</h2>\n<ul>\n<li>Wash <b>cold</b></li>\n<li>Dry</li>\n</ul>\n<p>Iron<br>never</p>';
  expect(read(html)).toEqual({
    description: 'Care\nWash cold\nDry\n\nIron\nnever',
    descriptionHtml: expect.stringContaining('<li>Wash <strong>cold</strong></li>') as string,
  });
});

it.each([
  ['Tin &amp;<br>copper', { description: 'Tin &\ncopper', descriptionHtml: null }],
  ['<span>Tin</span>', { description: 'Tin', descriptionHtml: null }],
  ['<p> &nbsp;</p>', { description: '', descriptionHtml: null }],
  ['<p>\u200b</p>', { description: '', descriptionHtml: null }],
  ['<script>alert(1)</script>', { description: '', descriptionHtml: null }],
  ['', { description: '', descriptionHtml: null }],
  ['<p>a&#27;b</p>', 'INVALID_CHARACTERS'],
  ['<p>a\0b</p>', 'INVALID_CHARACTERS'],
  ['<p>a\ud83d</p>', 'INVALID_CHARACTERS'],
  [`<p>${'x'.repeat(51)}</p>`, 'TOO_LONG'],
  [' '.repeat(1) + '<p>x</p>'.repeat(maxDescriptionHtml / 8 + 1), 'TOO_LONG'],
  ['<a>x</a>'.repeat(maxDescriptionHtml / 8), 'TOO_LONG'],
])('%# of plain text, of nothing and of what cannot be', (html, described) => {
  expect(read(html)).toEqual(described);
});

it('is the same again when it is given as it is stored', () => {
  const stored = read('<div>A\u200b<div>b\u00a0 c</div></div><p>\u00ad</p><a href="?a=1&b=2">d</a>');
  if (typeof stored === 'string' || stored.descriptionHtml === null) throw new Error('not read');
  expect(read(stored.descriptionHtml)).toEqual(stored);
  expect(describedBy(stored.descriptionHtml)).toEqual(stored);
});
