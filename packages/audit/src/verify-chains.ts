import { domains, type Domain } from '@cartwright/events';
import type { SqlTransaction } from '@cartwright/messaging';
import { brokenChain, chainLength, witnessesOf, type BrokenChain } from './verify-chain.ts';
import { witnessOf } from './witness-of.ts';

/** What became of the chain of one domain. */
export interface VerifiedChain {
  readonly domain: Domain;
  readonly witness: Domain;
  readonly entries: number;
  /** How many entries the witness has heard of: fewer for a moment after each, and while it is down. */
  readonly witnessed: number;
  /** The first entry that is not as it was written; undefined for a whole chain. */
  readonly broken: BrokenChain | undefined;
}

/** Reads from a domain's database. */
export type ReadDomain = <T>(domain: Domain, read: (db: SqlTransaction) => Promise<T>) => Promise<T>;

/** Compares the audit trail of each domain with itself and with what its witness was told of it; changes nothing. */
export function verifyChains(readDomain: ReadDomain): Promise<VerifiedChain[]> {
  return Promise.all(domains.map((domain) => verifyChain(domain, readDomain)));
}

/** Its witness is read first: what is written after that is no fault. */
async function verifyChain(domain: Domain, readDomain: ReadDomain): Promise<VerifiedChain> {
  const witness = witnessOf(domain);
  const witnesses = await readDomain(witness, (db) => witnessesOf(db, domain));
  return readDomain(domain, async (db) => ({
    ...{ domain, witness, witnessed: witnesses.length },
    broken: await brokenChain(db, witnesses),
    entries: await chainLength(db),
  }));
}
