import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainTextOf, sanitised } from './sanitised.ts';

const safe =
  /^(?:[^<]|<\/?(?:p|strong|em|ul|ol|li|h3|h4)>|<br \/>|<\/a>|<a(?: href="[^"<>]*")? rel="noopener nofollow">)*$/u;

/** Nothing but what is kept, and no link but to what may be opened, as browsers read addresses. */
function expectSafe(html: string): void {
  expect(html).toMatch(safe);
  for (const [, address = ''] of html.matchAll(/href="([^"]*)"/gu)) {
    const read = address
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
    const { protocol } = URL.parse(read, 'https://shop.example/') ?? { protocol: 'https:' };
    expect(['https:', 'http:', 'mailto:', 'tel:']).toContain(protocol);
  }
}

describe('what is hostile', () => {
  it.each([
    ['<script>alert(1)</script>', ''],
    ['<SCRIPT SRC=//evil.example></SCRIPT>seen', 'seen'],
    ['<p onclick="x()" style="color:red" class="a" id="b">seen</p>', '<p>seen</p>'],
    ['<img src=x onerror=alert(1)>', ''],
    ['<svg><script>alert(1)</script></svg>', ''],
    ['<svg><style><img src=x onerror=alert(1)></style></svg>', ''],
    ['<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>', ''],
    ['<iframe src="https://evil.example"></iframe>', ''],
    ['<a href="javascript:alert(1)">a</a>', '<a rel="noopener nofollow">a</a>'],
    ['<a href="java\tscript:alert(1)">a</a>', '<a rel="noopener nofollow">a</a>'],
    ['<a href="&#106;avascript&colon;alert(1)">a</a>', '<a rel="noopener nofollow">a</a>'],
    ['<a href="data:text/html,<script>alert(1)</script>">a</a>', '<a rel="noopener nofollow">a</a>'],
    ['<a href="vbscript:x">a</a>', '<a rel="noopener nofollow">a</a>'],
    ['<a href="//evil.example">a</a>', '<a rel="noopener nofollow">a</a>'],
    [
      '<a href="http://a.example" rel="opener" target="_blank">a</a>',
      '<a href="http://a.example" rel="noopener nofollow">a</a>',
    ],
    ['<a href="mailto:a@a.example">a</a>', '<a href="mailto:a@a.example" rel="noopener nofollow">a</a>'],
    ['<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>', ''],
    ['<p><!--><img src=x onerror=alert(1)>--></p>', '--&gt;'],
    ['&lt;script&gt;alert(1)&lt;/script&gt;', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['<p>a<p>b', '<p>a</p><p>b</p>'],
  ])('%s becomes %s', (given, kept) => {
    expect(sanitised(given)).toContain(kept);
    expectSafe(sanitised(given));
    if (kept === '') expect(sanitised(given)).not.toMatch(/</u);
  });

  it('of any kind leaves what can be shown, which comes out of it again', () => {
    const pieces = [
      '<p>',
      '</p>',
      '<div>',
      '</div>',
      '<ul>',
      '<li>',
      '</ul>',
      '<a href="',
      'javascript:',
      '">',
      '</a>',
      '<b>',
      '</b>',
    ];
    const more = [
      '<script>',
      '</script>',
      '<style>',
      '<!--',
      '-->',
      '&lt;',
      '&nbsp;',
      '<h1>',
      '</h1>',
      '<td onload=x>',
      '<svg>',
      '"',
      "'",
      ' ',
      'a',
      '<',
      '>',
      '\n',
      '<br>',
    ];
    const anyHtml = fc.string({ unit: fc.constantFrom(...pieces, ...more), maxLength: 60 });
    fc.assert(
      fc.property(anyHtml, (html) => {
        const kept = sanitised(html);
        expectSafe(kept);
        expect(sanitised(kept)).toBe(kept);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['<div>', '<p>', '<b>', '<ul><li>', '</p>', '<a href=x>', '<', '&', '<!--', '<p> ', '<script>'])(
    'takes no longer than it is, of many %s',
    (piece) => {
      const began = process.cpuUsage();
      sanitised(piece.repeat(Math.ceil(100_000 / piece.length)));
      const { user } = process.cpuUsage(began);
      expect(user / 1e6).toBeLessThan(5);
    },
  );
});

it('keeps other headings and blocks as those that there are', () => {
  expect(sanitised('<h1>One</h1><div><blockquote>Two</blockquote></div><h6>Three</h6>')).toBe(
    '<h3>One</h3><p>Two</p><h4>Three</h4>',
  );
});

it('gives the text on one line', () => {
  expect(plainTextOf(sanitised('<ul><li>2 &lt; 3</li><li>"a" &amp; b</li></ul>'))).toBe('2 < 3 "a" & b');
});
