/** The six domains, in the order in which they are set up and started. */
export const domains = ['accounts', 'products', 'carts', 'orders', 'payments', 'notifications'] as const;

/** One of the six domains, each with its own database, login and subgraph. */
export type Domain = (typeof domains)[number];
