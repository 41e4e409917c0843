import type { FastifyInstance } from 'fastify';
import type { Logger } from './logger.ts';
import { checkReadiness, type Readiness, type ReadinessChecks } from './readiness.ts';

/** What the health routes answer from. */
export interface HealthOptions {
  readonly logger: Logger;
  readonly checks: ReadinessChecks;
  /** Checks of what can be done without for a while: told, but no reason not to be ready. */
  readonly tolerates?: ReadinessChecks | undefined;
  readonly isDraining: () => boolean;
  /** How long each check may take; 2 s unless told. */
  readonly timeoutMs?: number | undefined;
}

/** Serves `/health/live` (the process answers) and `/health/ready` (all checks hold and it is not draining, else 503). */
export function serveHealth(app: FastifyInstance, options: HealthOptions): void {
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const readiness = await readinessOf(options);
    if (readiness.status === 'not-ready') options.logger.warn({ checks: readiness.checks }, 'not ready');
    return reply.code(readiness.status === 'ready' ? 200 : 503).send(readiness);
  });
}

async function readinessOf(options: HealthOptions): Promise<Readiness> {
  const { checks, tolerates, isDraining, timeoutMs = 2_000 } = options;
  return isDraining() ? { status: 'draining', checks: {} } : checkReadiness({ checks, tolerates, timeoutMs });
}
