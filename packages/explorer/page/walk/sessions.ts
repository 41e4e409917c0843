import type { Speaker } from './known.ts';

/** What speaks for a user. */
export interface Session {
  readonly accessToken: string;
  readonly refreshToken?: string | undefined;
}

/** The session of each speaker who has one. */
export type Sessions = Readonly<Partial<Record<Speaker, Session>>>;

/** The sessions that an answer brought, whatever operation it belongs to. */
export function sessionsIn(data: unknown): Sessions {
  if (typeof data !== 'object' || data === null) return {};
  const { accessToken, refreshToken } = data as Partial<Record<string, unknown>>;
  if (typeof accessToken !== 'string')
    return Object.assign({}, ...Object.values(data).map(sessionsIn)) as Sessions;
  const session = { accessToken, refreshToken: typeof refreshToken === 'string' ? refreshToken : undefined };
  return { [claimsOf(accessToken)['role'] === 'STAFF' ? 'staff' : 'buyer']: session };
}

/** Whether a token has expired by then, or will within seconds. */
export function isExpired(accessToken: string, nowMs: number): boolean {
  const expiresAtSeconds = claimsOf(accessToken)['exp'];
  return typeof expiresAtSeconds === 'number' && expiresAtSeconds * 1000 < nowMs + 5_000;
}

/** Who a token speaks for, as people call it: `a guest`, `sam@example.com`. */
export function nameOf({ accessToken }: Session): string {
  const { email, role } = claimsOf(accessToken);
  return typeof email === 'string' ? email : role === 'GUEST' ? 'a guest' : String(role).toLowerCase();
}

/** The headers that a session is sent with, as the editor shows them. */
export function headersOf(session: Session | undefined): string {
  return session === undefined ? '' : toJson({ Authorization: `Bearer ${session.accessToken}` });
}

/** As the editors show JSON. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

function claimsOf(token: string): Record<string, unknown> {
  try {
    const [, payload = ''] = token.split('.');
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (one) =>
      one.charCodeAt(0),
    );
    return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
  } catch {
    return {};
  }
}
