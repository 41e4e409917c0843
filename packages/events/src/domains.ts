/**
 * The domains, in the order in which they are set up and started. Each has its own subgraph, database and login, and
 * publishes to its own JetStream stream. This is the only list of them: everything else is derived from it or
 * checked against it.
 */
export const domains = ['accounts', 'products', 'carts', 'orders', 'payments', 'notifications'] as const;

/** The name of a domain. */
export type Domain = (typeof domains)[number];

/** Makes a record with one value for each domain. */
export function perDomain<Value>(valueOf: (domain: Domain) => Value): Record<Domain, Value> {
  return Object.fromEntries(domains.map((domain) => [domain, valueOf(domain)])) as Record<Domain, Value>;
}
