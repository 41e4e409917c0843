import { expect, it } from 'vitest';
import { xmlElement, xmlText } from './xml.ts';

it.each([
  ['Cup & <Saucer> "A" \'B\'', 'Cup &amp; &lt;Saucer&gt; &quot;A&quot; &apos;B&apos;'],
  [']]> &amp;', ']]&gt; &amp;amp;'],
  ['a\u0000b\u001Fc\uFFFFd\te', 'abcd\te'],
  ['half \uD83D of a sign', 'half \uFFFD of a sign'],
])('%j is %j', (text, written) => {
  expect(xmlText(text)).toBe(written);
  expect(xmlElement('name', text)).toBe(`<name>${written}</name>`);
});
