import type { Snapshot, SnapshotChain } from '../snapshot.ts';
import type { Moment, Violation } from '../violation.ts';

/**
 * 14. What staff did stays as it was written: each entry follows from the one before it, and is the one that another domain
 * was told of. At rest, each has been witnessed.
 */
export function auditChainViolations({ chains }: Snapshot, moment: Moment): Violation[] {
  return chains.flatMap((chain) => [
    ...faultOf(chain),
    ...(moment === 'at-rest' && chain.witnessed < chain.entries && chain.broken === null
      ? [violation(chain, `${chain.witness} has heard of ${chain.witnessed} of ${chain.entries} entries`)]
      : []),
  ]);
}

function faultOf(chain: SnapshotChain): Violation[] {
  const { broken } = chain;
  return broken === null ? [] : [violation(chain, `entry ${broken.position} is ${broken.fault}`)];
}

function violation({ domain }: SnapshotChain, what: string): Violation {
  return { invariant: 'audit-holds', message: `of the audit trail of ${domain}, ${what}` };
}
