import type { FastifyInstance } from 'fastify';
import type { Logger } from './logging/logger.ts';
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

/**
 * Serves `/health/live` (the process answers) and `/health/ready`: 200 while requests can be served, also `degraded`; 503
 * while they cannot, and while it is draining. However many ask at the same time, each thing is checked once. The log tells of
 * each change, not of each question.
 * @returns what is asked at the latter, for who is in the same process
 */
export function serveHealth(app: FastifyInstance, options: HealthOptions): () => Promise<Readiness> {
  app.get('/health/live', () => ({ status: 'live' }));
  let logged = 'ready';
  const readinessNow = together(async () => {
    const readiness = await readinessOf(options);
    if (readiness.status !== logged) logChange(options.logger, readiness);
    logged = readiness.status;
    return readiness;
  });
  app.get('/health/ready', async (_request, reply) => {
    const readiness = await readinessNow();
    return reply.code(isReady(readiness) ? 200 : 503).send(readiness);
  });
  return readinessNow;
}

/** Whether requests are served. */
export function isReady({ status }: Readiness): boolean {
  return status === 'ready' || status === 'degraded';
}

function logChange(logger: Logger, { status, checks }: Readiness): void {
  const failed = Object.entries(checks).filter(([, check]) => check.status !== 'up');
  logger[status === 'ready' ? 'info' : 'warn']({ checks: Object.fromEntries(failed) }, `health: ${status}`);
}

async function readinessOf({ checks, tolerates, isDraining }: HealthOptions): Promise<Readiness> {
  return isDraining() ? { status: 'draining', checks: {} } : checkReadiness({ checks, tolerates, timeoutMs });
}

/** The same for all who ask while it is being found out. */
function together<Found>(find: () => Promise<Found>): () => Promise<Found> {
  let finding: Promise<Found> | undefined;
  return () => {
    finding ??= find().finally(() => (finding = undefined));
    return finding;
  };
}
