import { endedSessionsPath } from '@cartwright/identity';
import type { Room } from '@cartwright/subgraph';
import type { SessionEnds } from './session-ends.ts';

type App = Parameters<NonNullable<Room['routes']>>[0];

/** Tells gateways and subgraphs which sessions end: `?after=<cursor>` waits for what that does not cover. */
export function serveEndedSessions(app: App, ends: Pick<SessionEnds, 'news' | 'close'>): void {
  app.addHook('preClose', (done) => {
    ends.close();
    done();
  });
  app.get<{ Querystring: { after?: unknown } }>(endedSessionsPath, async (request, reply) => {
    const { after } = request.query;
    const news = await ends.news(typeof after === 'string' ? after : undefined);
    return reply.header('cache-control', 'no-store').send(news);
  });
}
