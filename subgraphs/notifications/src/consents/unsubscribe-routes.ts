import { pagePolicy } from '@cartwright/process';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Dependencies } from './dependencies.ts';
import { pageLanguage, unsubscribePage, type PageView } from './unsubscribe-page.ts';
import { readLink, unsubscribe } from './use-cases/unsubscribe.ts';

/** What the page is made from. */
export interface UnsubscribeParts {
  readonly dependencies: Dependencies;
  readonly shop: Pick<PageView, 'shopName' | 'shopUrl'>;
}

type Request = FastifyRequest<{ Params: { token: string } }>;

/** A mail program sends `List-Unsubscribe=One-Click`; nothing that is sent is read. */
const maxBodyBytes = 4_096;

/**
 * Serves `GET /unsubscribe/<token>`, which changes nothing, so that whoever only looks at the links of mails unsubscribes nobody, and
 * `POST` there, which unsubscribes at once (RFC 8058): the token alone says whom, no cookie and no sign-in.
 */
export function serveUnsubscribing(app: FastifyInstance, { dependencies, shop }: UnsubscribeParts): void {
  const show = (reply: FastifyReply, request: Request, view: Pick<PageView, 'state' | 'kind'>) => {
    const language = pageLanguage(request.headers['accept-language']);
    const page = unsubscribePage({ ...shop, ...view, language });
    return reply
      .code(view.state === 'unknown' ? 404 : 200)
      .headers({
        'cache-control': 'no-store',
        'content-security-policy': pagePolicy(page, { formTargets: ["'self'"] }),
      })
      .type('text/html; charset=utf-8')
      .send(page);
  };
  const { db } = dependencies;
  app.register((routes, _options, done) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: maxBodyBytes },
      (_request, body, parsed) => parsed(null, body),
    );
    routes.get('/unsubscribe/:token', async (request: Request, reply) => {
      const link = await readLink({ db }, request.params.token);
      return show(reply, request, {
        state: link === undefined ? 'unknown' : 'asks',
        kind: link?.kind ?? null,
      });
    });
    routes.post('/unsubscribe/:token', async (request: Request, reply) => {
      const { token } = request.params;
      const link = await readLink({ db }, token);
      const isDone = link !== undefined && (await unsubscribe(dependencies, token));
      return show(reply, request, { state: isDone ? 'done' : 'unknown', kind: link?.kind ?? null });
    });
    done();
  });
}
