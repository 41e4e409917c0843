import { streamOf, type Domain } from '@cartwright/events';
import {
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamManager,
  type StreamInfo,
} from '@nats-io/jetstream';
import type { Logger } from 'pino';
import { differencesOf, streamConfig } from './stream-config.ts';

/** Which stream to see to. */
export interface StreamRequest {
  readonly manager: JetStreamManager;
  readonly domain: Domain;
  readonly logger: Logger;
  /** Deletes the stream first: it is there, and can not be written or read. */
  readonly replaces?: boolean | undefined;
}

/**
 * Finds the stream that a domain publishes to; creates it when it is missing, corrects its settings when somebody has
 * changed them, and replaces it when they can not be corrected.
 */
export async function ensureStream(request: StreamRequest): Promise<StreamInfo> {
  const { manager, domain, replaces = false } = request;
  const found = await findStream(manager, domain);
  if (found === undefined) return manager.streams.add(streamConfig(domain));
  return replaces ? replaceStream(request, 'it could not be written or read') : correctStream(request, found);
}

/** Whether an error of the JetStream API means that there is no such stream. */
export function isStreamNotFound(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
}

async function findStream(manager: JetStreamManager, domain: Domain): Promise<StreamInfo | undefined> {
  try {
    return await manager.streams.info(streamOf(domain));
  } catch (error) {
    if (isStreamNotFound(error)) return undefined;
    throw error;
  }
}

async function correctStream(request: StreamRequest, found: StreamInfo): Promise<StreamInfo> {
  const { manager, domain, logger } = request;
  const differences = differencesOf(found.config, domain);
  if (differences.length === 0) return found;
  logger.warn({ differences }, 'the stream is not configured as it has to be: correcting it');
  try {
    return await manager.streams.update(streamOf(domain), streamConfig(domain));
  } catch (error) {
    if (!(error instanceof JetStreamApiError)) throw error;
    return replaceStream(request, error.message);
  }
}

/** What is lost with the stream, the repair publishes again. */
async function replaceStream(
  { manager, domain, logger }: StreamRequest,
  reason: string,
): Promise<StreamInfo> {
  logger.warn({ reason }, 'the stream is of no use: replacing it');
  await manager.streams.delete(streamOf(domain));
  return manager.streams.add(streamConfig(domain));
}
