import { z } from 'zod';
import type { ReplicaAnswer } from './replica-answer.ts';
import type { SubgraphHealth } from './subgraph-transport.ts';

const readinessSchema = z.object({
  checks: z.record(z.string(), z.object({ status: z.string(), reason: z.string().optional() })),
});

/** What a subgraph says of what it relies on. */
type Checks = Readonly<Record<string, { readonly status: string; readonly reason?: string | undefined }>>;

/** How a subgraph is by what its replicas answered at `/health/ready`: as well as the best of them. */
export function bestHealth(answers: readonly ReplicaAnswer[]): SubgraphHealth {
  const ready = answers
    .filter(({ status }) => status === 200)
    .map(({ body }) => degradationOf(checksOf(body)));
  if (ready.length === 0) return { isReady: false };
  return { isReady: true, degradedBy: ready.includes(undefined) ? undefined : ready[0] };
}

/** What a replica has to do without; undefined when it has everything, or does not say. */
export function degradationOf(checks: Checks): string | undefined {
  const degraded = Object.entries(checks).filter(([, { status }]) => status === 'degraded');
  if (degraded.length === 0) return undefined;
  return degraded.map(([name, { reason = 'degraded' }]) => `${name}: ${reason}`).join('; ');
}

function checksOf(body: string): Checks {
  try {
    return readinessSchema.parse(JSON.parse(body)).checks;
  } catch {
    return {};
  }
}
