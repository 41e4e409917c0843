/** Whose pages may ask, on every transport. */
export interface OriginPolicy {
  readonly origins: readonly string[];
  /** Hosts whose pages may on any port, as they stand in a URL: those of a frontend under development. */
  readonly hosts: readonly string[];
  /** Whether requests of other pages are refused; else those pages only cannot read what is answered over HTTP. */
  readonly refusesOthers: boolean;
}

/** Whether pages of an origin may; undefined is nobody's page. */
export type IsAllowedOrigin = (origin: string | undefined) => boolean;

/** The one rule for pages: those of the given origins, and of the given hosts. */
export function allowedOrigins({ origins, hosts }: OriginPolicy): IsAllowedOrigin {
  const listed = new Set(origins);
  return (origin = '') => listed.has(origin) || isServedBy(hosts, origin);
}

/** Whether a request comes from a page whose requests are refused. What is not sent by a browser names no origin. */
export function foreignOrigins(policy: OriginPolicy): (origin: string | undefined) => boolean {
  const isAllowed = allowedOrigins(policy);
  return (origin) => policy.refusesOthers && origin !== undefined && !isAllowed(origin);
}

/** What is no origin, but only begins like one, is refused. */
function isServedBy(hosts: readonly string[], text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null && url.origin === text && /^https?:$/.test(url.protocol) && hosts.includes(url.hostname)
  );
}
