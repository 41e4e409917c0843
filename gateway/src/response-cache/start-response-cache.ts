import type { Logger } from '@cartwright/process';
import type { Redis } from 'ioredis';
import type { GatewayConfig } from '../config.ts';
import { AnswerMemory } from './answer-memory.ts';
import { ChangesHeard } from './changes-heard.ts';
import { followCatalogue } from './follow-catalogue.ts';
import { ResponseCache } from './response-cache.ts';
import { SharedAnswers } from './shared-answers.ts';

/** What the cache is started with. */
export interface StartResponseCacheOptions {
  readonly config: Pick<GatewayConfig, 'natsUrl' | 'responseCache'>;
  readonly redis: Redis;
  readonly logger: Logger;
  readonly now: () => Date;
}

/** A cache that hears of changes until it is stopped. */
export interface StartedResponseCache {
  readonly responses: ResponseCache;
  readonly stop: () => Promise<void>;
}

const tellEveryMs = 600_000;

/** Starts keeping answers; undefined where that is switched off. */
export function startResponseCache(options: StartResponseCacheOptions): StartedResponseCache | undefined {
  const { config, redis, logger } = options;
  if (!config.responseCache.isOn) return undefined;
  const now = () => options.now().getTime();
  const changes = new ChangesHeard(now);
  const catalogue =
    config.natsUrl === undefined
      ? undefined
      : followCatalogue({
          natsUrl: config.natsUrl,
          logger,
          now,
          hear: (change, at) => responses.hear(change, at),
          begin: (at) => changes.begin(at),
        });
  const responses = new ResponseCache({
    memory: new AnswerMemory(config.responseCache.maxBytes),
    shared: new SharedAnswers(redis),
    changes,
    hearing: { heardUpToMs: () => catalogue?.seenUpToMs() ?? -Infinity },
    now,
  });
  const telling = setInterval(
    () => logger.info({ answers: responses.counts.all, isHearing: responses.isHearing }, 'answers kept'),
    tellEveryMs,
  ).unref();
  return {
    responses,
    stop: async () => {
      clearInterval(telling);
      await catalogue?.stop();
    },
  };
}
