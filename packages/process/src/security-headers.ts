import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

const yearSeconds = 31_536_000;

/** What every answer says that is no page: nothing may be loaded, framed or guessed from it, nor be read by other sites. */
const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * The headers of an answer. Behind TLS, as the public URL or the protocol of the request says, they also keep browsers from coming
 * back without (RFC 6797).
 */
export function answerHeaders(publicUrl = '', protocol = 'http'): Readonly<Record<string, string>> {
  if (!publicUrl.startsWith('https:') && protocol !== 'https') return securityHeaders;
  return { ...securityHeaders, 'strict-transport-security': `max-age=${yearSeconds}` };
}

/** Puts `answerHeaders` on every answer; a route may set others of its own. */
export function guardAnswers(app: FastifyInstance, publicUrl: string | undefined): void {
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(answerHeaders(publicUrl, request.protocol));
    done();
  });
}

/** What a page of ours may have beyond nothing. */
export interface PageAllowances {
  /** Further directives, such as `script-src 'self'`. */
  readonly directives?: readonly string[];
  /** Where its forms may lead, redirects included; nowhere when not given. */
  readonly formTargets?: readonly string[];
}

/** The policy of a page: of inline styles those that it has, by their hashes, and what it is allowed beside. */
export function pagePolicy(
  page: string,
  { directives = [], formTargets = ["'none'"] }: PageAllowances = {},
): string {
  const styles = [...page.matchAll(/<style>([^]*?)<\/style>/g)].map(([, style = '']) => hashOf(style));
  return [
    "default-src 'none'",
    `style-src ${styles.length === 0 ? "'none'" : styles.join(' ')}`,
    ...(directives.some((one) => one.startsWith('img-src')) ? [] : ['img-src data:']),
    "base-uri 'none'",
    `form-action ${formTargets.join(' ')}`,
    "frame-ancestors 'none'",
    ...directives,
  ].join('; ');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
