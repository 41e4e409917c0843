import { toJson, type Session } from '../walk/sessions.ts';

/**
 * The text of the headers editor with a session's token in it; what else stands there stays. Undefined when it is to stay
 * as it is: without a session, or where it is no JSON object (yet).
 */
export function withToken(text: string, session: Session | undefined): string | undefined {
  if (session === undefined) return undefined;
  const headers = parse(text);
  if (headers === undefined) return undefined;
  return toJson({ ...headers, Authorization: `Bearer ${session.accessToken}` });
}

function parse(text: string): object | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
