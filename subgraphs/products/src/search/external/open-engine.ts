import { createLoop, type Background, type ReadinessChecks } from '@cartwright/process';
import type { Parts } from '../../parts.ts';
import type { SearchEngine } from '../ports.ts';
import { forgetIndexes } from '../repository/search-indexes.ts';
import { postgresSearch } from '../use-cases/postgres-search.ts';
import { TypedTexts } from '../use-cases/typed-texts.ts';
import { followChanges } from './follow-changes.ts';
import { guardEngine } from './guard-engine.ts';
import { openIndex } from './open-index.ts';
import { searchIndex } from './search-index.ts';
import { withFallback } from './with-fallback.ts';

/** What answers searches, and what keeps that up to date. */
export interface OpenedEngine {
  readonly engine: SearchEngine;
  readonly background: readonly Background[];
  readonly tolerates: ReadinessChecks;
}

const forgetIntervalMs = 60 * 60_000;
/** An engine that nobody has fed for so long is not used any more; should it be, it is filled anew. */
const abandonedAfterMs = 24 * 60 * 60_000;

/** Opens the engine that the shop has chosen. */
export function openEngine(parts: Parts): OpenedEngine {
  const { config, database, logger, now } = parts;
  const interpreting = { database, typedTexts: new TypedTexts() };
  const postgres = postgresSearch(interpreting);
  const forget = createLoop({
    name: 'forget search indexes that are not used',
    round: () => forgetIndexes(database.statements, new Date(now().getTime() - abandonedAfterMs)),
    intervalMs: forgetIntervalMs,
    logger,
  });
  const opened = openIndex(config, parts.newId);
  if (opened === null) return { engine: postgres, background: [forget], tolerates: {} };
  const { indexes, keyMark } = opened;
  const feed = createLoop({
    name: 'feed the search engine',
    round: async () => ({ hasMore: await followChanges({ ...parts, indexes }) }),
    intervalMs: config.SEARCH_FEED_SECONDS * 1_000,
    logger,
  });
  const engine = withFallback({
    external: searchIndex({ ...interpreting, ...opened }),
    postgres,
    guard: guardEngine(logger),
    isExternalKey: ([first]) => first === keyMark,
  });
  return { engine, background: [feed, forget], tolerates: { search: indexes.ping } };
}
