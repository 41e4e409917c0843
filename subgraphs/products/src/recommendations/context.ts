import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { pickRecommendations } from './use-cases/pick-recommendations.ts';
import { recommendationLoader, type Recommending } from './use-cases/recommend.ts';
import { decideOnViews, readRecentlyViewed, recordView } from './use-cases/views.ts';

/** What resolvers find at `context.recommendations`. */
export type RecommendationsContext = ReturnType<typeof recommendationsContext>;

/** Makes the context of one operation. */
export function recommendationsContext(parts: Parts) {
  const made = new Map<string, ReturnType<typeof recommendationLoader>>();
  return {
    ...bind(parts, { pickRecommendations, recordView, decideOnViews, readRecentlyViewed }),
    /** What is recommended, by the id of the product; the same loader for all that ask for the same, however much of it. */
    by: (asked: Recommending) => {
      const { intent } = asked;
      const loader = made.get(intent) ?? recommendationLoader(parts.database.statements, asked);
      made.set(intent, loader);
      return loader;
    },
    /** After a mutation has picked something: whatever was found is looked for again. */
    forget: () => made.clear(),
  };
}
