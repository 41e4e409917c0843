import type { FastifyInstance } from 'fastify';
import type { Logger } from './logger.ts';
import { checkReadiness, type Readiness, type ReadinessChecks } from './readiness.ts';

/** What the health routes report. */
export interface HealthOptions {
  readonly logger: Logger;
  readonly checks: ReadinessChecks;
  /** Checks of what the process can work without for a while: reported, but no reason not to be ready. */
  readonly tolerates?: ReadinessChecks | undefined;
  readonly isDraining: () => boolean;
}

/** How long each check may take. */
const timeoutMs = 2_000;

/** Serves `/health/live` (the process answers) and `/health/ready` (503 unless all checks pass and it is not draining). */
export function serveHealth(app: FastifyInstance, options: HealthOptions): void {
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const readiness = await readinessOf(options);
    if (readiness.status === 'not-ready') options.logger.warn({ checks: readiness.checks }, 'not ready');
    return reply.code(readiness.status === 'ready' ? 200 : 503).send(readiness);
  });
}

async function readinessOf({ checks, tolerates, isDraining }: HealthOptions): Promise<Readiness> {
  return isDraining() ? { status: 'draining', checks: {} } : checkReadiness({ checks, tolerates, timeoutMs });
}
