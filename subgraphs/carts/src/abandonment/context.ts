import { bind } from '@cartwright/database';
import { restoreCart, type Dependencies } from './use-cases/restore-cart.ts';

/** What resolvers find at `context.abandonment`. */
export type AbandonmentContext = ReturnType<typeof abandonmentContext>;

/** Makes the context of one operation. */
export function abandonmentContext(dependencies: Dependencies) {
  return bind(dependencies, { restoreCart });
}
