import fc from 'fast-check';
import { expect, it } from 'vitest';
import { htmlOfText, textOfHtml } from './html-text.ts';

it.each([
  ['<p>One</p>\r\n \n<p>Two &amp; three</p>', 'One\n Two & three\n'],
  ['<style>p { a: b }</style><p>Seen</p><script>x < 1</script >', 'Seen\n'],
  ['<!-- <p>not</p> --><b>seen</b><!-- > -->', 'seen'],
  ['<b>seen</b><!-- never ended', 'seen<!-- never ended'],
  ['<style>never ended <b>seen</b>', 'never ended seen'],
  ['2 < 3, and\n3 > 2', '2 < 3, and\n3 > 2'],
])('%j is %j', (html, text) => expect(textOfHtml(html)).toBe(text));

it('gives back any text', () => {
  const anyText = fc.string({
    unit: fc.constantFrom('<', '>', '&', '\n', ' ', 'a', 'b', '/', '!', '-', ';'),
  });
  fc.assert(
    fc.property(anyText, (text) => {
      expect(textOfHtml(htmlOfText(text))).toBe(text);
    }),
  );
});
