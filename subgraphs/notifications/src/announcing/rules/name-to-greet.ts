/** What mail programs turn into a link without being told: `https://…`, `www.…`, `shop.example`, an e-mail address. */
const looksLikeLink = /:\/\/|@|[.\u3002\uff0e\uff61]\p{L}{2}/u;

/**
 * The name to greet a reader by; null for one that would be shown as a link. Anybody can register an address that is not
 * theirs, and must not choose what we ask its owner to open.
 */
export function nameToGreet(firstName: string): string | null {
  return looksLikeLink.test(firstName) ? null : firstName;
}
