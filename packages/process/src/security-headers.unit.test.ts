import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { pagePolicy } from './security-headers.ts';

it('allows a page the styles that it has, and nothing else', () => {
  const page = '<title>x</title><style>p { margin: 0 }</style><p style="color: red">text</p>';
  const hash = createHash('sha256').update('p { margin: 0 }').digest('base64');
  const policy = pagePolicy(page);
  expect(policy).toContain(`style-src 'sha256-${hash}';`);
  expect(policy).toMatch(/^default-src 'none'/);
  expect(policy).toMatch(/form-action 'none'; frame-ancestors 'none'$/);
  expect(policy).not.toContain('unsafe');
});

it('allows what a page needs beside', () => {
  const policy = pagePolicy('', { directives: ["script-src 'self'"], formTargets: ["'self'"] });
  expect(policy).toContain("style-src 'none'");
  expect(policy).toContain("form-action 'self'");
  expect(policy).toContain("script-src 'self'");
});
