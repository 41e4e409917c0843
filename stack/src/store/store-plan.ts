import path from 'node:path';
import { domains, type Domain } from '@cartwright/events';
import { ownUrlOf } from '../addresses/store-address.ts';
import type { ProcessSpec } from '../processes/store-process.ts';
import { repositoryRoot } from '../repository-root.ts';
import { localUrl, portOf, replicaNames, type PlanOptions } from './plan-options.ts';
import {
  commonEnvironment,
  gatewayEnvironment,
  hasSampleProvider,
  identityProviderEnvironment,
  mailboxEnvironment,
  monolithEnvironment,
  neighbourEnvironment,
  simulatorEnvironment,
  subgraphEnvironment,
  wayToSubgraphs,
} from './process-environments.ts';

/** Lists the processes of a store in groups, each of which depends on the groups before it. */
export function storePlan(options: PlanOptions): ProcessSpec[][] {
  const spec = (name: string, part: string, script: string, env: Record<string, string>): ProcessSpec => ({
    name,
    script: path.join(repositoryRoot, script),
    url: part === 'gateway' ? ownUrlOf(options.address, portOf(options, name)) : localUrl(options, name),
    port: portOf(options, name),
    logFile: logFileOf(options, name),
    env: {
      ...commonEnvironment(options, name),
      ...env,
      ...options.env[part],
      ...(name === part ? {} : options.env[name]),
    },
  });
  const helpers = [
    spec('mailbox', 'mailbox', 'stack/src/mailbox/main.ts', mailboxEnvironment(options)),
    spec('simulator', 'simulator', 'subgraphs/payments/simulator/main.ts', simulatorEnvironment(options)),
    ...(hasSampleProvider(options, process.env)
      ? [
          spec(
            'identity-provider',
            'identity-provider',
            'stack/src/identity-provider/main.ts',
            identityProviderEnvironment(options),
          ),
        ]
      : []),
  ];
  if (options.oneProcess === true) {
    const one = spec('gateway', 'gateway', 'monolith/src/main.ts', monolithEnvironment(options));
    return [helpers, [{ ...one, name: monolith, logFile: logFileOf(options, monolith) }]];
  }
  const subgraph = (domain: Domain): ProcessSpec[] =>
    replicaNames(domain, options.replicas).map((name) =>
      spec(name, domain, `subgraphs/${domain}/src/main.ts`, {
        ...subgraphEnvironment(domain, options),
        ...neighbourEnvironment(domain, options),
        AUTHORITY: new URL(localUrl(options, name)).host,
      }),
    );
  const gateways = replicaNames('gateway', options.replicas).map((name) =>
    spec(name, 'gateway', 'gateway/src/main.ts', {
      ...gatewayEnvironment(options),
      ...wayToSubgraphs(options),
    }),
  );
  return [helpers, domains.flatMap(subgraph), gateways];
}

/** The name of the one process, where the gateway and the subgraphs are one. */
export const monolith = 'store';

function logFileOf({ dataDir }: PlanOptions, name: string): string {
  return path.join(dataDir, 'logs', `${name}.log`);
}
