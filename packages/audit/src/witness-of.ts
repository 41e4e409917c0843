import type { Domain } from '@cartwright/events';
import { chainGrew, staffActed } from './staff-acted.ts';

/** The domain that is told of each entry of another's chain, and keeps its hash. */
export function witnessOf(domain: Domain): Domain {
  const { readers } = domain === chainGrew.source ? chainGrew : staffActed(domain);
  const [reader] = readers;
  if (reader === undefined) throw new TypeError(`Nobody hears of the audit trail of ${domain}`);
  return reader;
}
