import path from 'node:path';
import type { Domain } from '@cartwright/events';
import type { Basis } from './open-basis.ts';

/** A part of the store that may have replicas. */
export type Replicated = Domain | 'gateway';

/** The number of replicas per part; 1 when not given. */
export type Replicas = Readonly<Partial<Record<Replicated, number>>>;

/** What the environment of the processes is made from. */
export interface PlanOptions extends Basis {
  readonly replicas: Replicas;
  /** Additional variables by process (`orders-2`) or by part (`orders`, all of its replicas). */
  readonly env: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The gateway and the subgraphs as one process. */
  readonly oneProcess?: boolean;
}

/** The names of a part's replicas: `orders`, `orders-2`, … */
export function replicaNames(part: Replicated, replicas: Replicas): string[] {
  return Array.from({ length: replicas[part] ?? 1 }, (_, index) =>
    index === 0 ? part : `${part}-${index + 1}`,
  );
}

/** Where the mailbox keeps the mails of a store. */
export function mailDirectory(dataDir: string): string {
  return path.join(dataDir, 'mail');
}

/** Where the replicas of a part listen, separated by commas. */
export function replicaUrls(part: Replicated, options: PlanOptions): string {
  return replicaNames(part, options.replicas)
    .map((name) => localUrl(options, name))
    .join(',');
}

/** Where a process listens, as the others on this machine reach it. */
export function localUrl(options: PlanOptions, name: string): string {
  return `http://127.0.0.1:${portOf(options, name)}`;
}

/** Where the mailbox of a store takes mails. */
export function smtpUrl(options: Pick<PlanOptions, 'ports'>): string {
  return `smtp://127.0.0.1:${portOf(options, 'smtp')}`;
}

/** @throws Error when no port was chosen for the process */
export function portOf({ ports }: Pick<PlanOptions, 'ports'>, name: string): number {
  const port = ports[name];
  if (port === undefined) throw new Error(`No port was chosen for ${name}.`);
  return port;
}
