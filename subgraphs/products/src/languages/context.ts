import { requestedLanguage, type Language } from '@cartwright/languages';
import type { ContextInput } from '@cartwright/subgraph';

/** What resolvers find at `context.languages`. */
export interface LanguagesContext {
  /** The language that texts are to be in. */
  readonly language: Language;
}

/** Makes the context of one operation. */
export function languagesContext({ request }: ContextInput): LanguagesContext {
  return { language: requestedLanguage(request.headers) };
}
