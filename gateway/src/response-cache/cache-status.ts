/** What the cache did about an operation. https://www.rfc-editor.org/rfc/rfc9211 */
export type CacheStatus =
  | { readonly kind: 'hit'; readonly from: 'memory' | 'redis' | 'flight' }
  /** Past its time: it is renewed meanwhile, or cannot be at present. */
  | { readonly kind: 'stale'; readonly because: 'renewing' | 'error' }
  /** Asked for from the subgraphs, and kept or not. */
  | { readonly kind: 'miss'; readonly stored: boolean; readonly why?: string }
  /** Not for everybody. */
  | { readonly kind: 'bypass'; readonly why: string };

/** The header `Cache-Status`. */
export function cacheStatusHeader(status: CacheStatus): string {
  switch (status.kind) {
    case 'hit':
      return `cartwright; hit; detail=${status.from}`;
    case 'stale':
      return `cartwright; hit; fwd=stale; detail=${status.because}`;
    case 'miss':
      return `cartwright; fwd=miss${status.stored ? '; stored' : detail(status.why)}`;
    case 'bypass':
      return `cartwright; fwd=bypass${detail(status.why)}`;
  }
}

/** A string of structured fields (RFC 9651, 3.3.3) holds printable ASCII; names in GraphQL do. */
function detail(why: string | undefined): string {
  return why === undefined ? '' : `; detail="${why.replaceAll(/[^ !#-[\]-~]/g, '')}"`;
}

/** How often the cache did what, since the gateway started. */
export class CacheCounts {
  readonly #counts = new Map<string, number>();

  count(status: CacheStatus): void {
    const name = status.kind === 'miss' ? (status.stored ? 'stored' : 'miss') : status.kind;
    this.add(name);
  }

  add(name: string, by = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + by);
  }

  /** By name. */
  get all(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }
}
