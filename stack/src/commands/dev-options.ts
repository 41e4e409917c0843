import { domains, type Domain } from '@cartwright/events';

/** Reads which subgraph to run. @throws Error that shows the usage. */
export function devOptions([name]: readonly string[]): Domain {
  const domain = domains.find((candidate) => candidate === name);
  if (domain) return domain;
  throw new Error(`Usage: npm run dev -w subgraphs/<name>, where <name> is one of ${domains.join(', ')}.`);
}
