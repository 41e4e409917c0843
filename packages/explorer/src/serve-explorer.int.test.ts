import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { serveExplorer } from './serve-explorer.ts';

let app: FastifyInstance;
let url: string;
beforeEach(async () => {
  app = fastify();
  serveExplorer(app, { title: 'A "shop" & <more>', walk: true });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => app.close());

it('is found without the slash, whatever path it is below', async () => {
  const { status, headers } = await fetch(`${url}/explorer`, { redirect: 'manual' });
  expect([status, headers.get('location')]).toEqual([302, 'explorer/']);
});

it('is told what it is to show, and shows nothing else', async () => {
  const html = await (await fetch(`${url}/explorer/`)).text();
  expect(html).toContain(
    'content="{&quot;title&quot;:&quot;A \\&quot;shop\\&quot; &amp; <more>&quot;,&quot;walk&quot;:true}"',
  );
});

it('loads nothing from elsewhere, and says so to the browser', async () => {
  const response = await fetch(`${url}/explorer/`);
  expect(await response.text()).not.toMatch(/(src|href)="(https?:)?\/\//);
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'self';/);
});

it('serves each of its files, compressed, to be kept for ever', async () => {
  const html = await (await fetch(`${url}/explorer/`)).text();
  const files = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, file]) => file);
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) {
    const response = await fetch(`${url}/explorer/${file ?? ''}`, {
      headers: { 'accept-encoding': 'gzip' },
    });
    const { status, headers } = response;
    await response.body?.cancel();
    expect([status, headers.get('content-encoding')]).toEqual([200, 'gzip']);
    expect(headers.get('cache-control')).toMatch(/max-age=31536000, immutable/);
  }
});

it.each(['../index.html', '..%2findex.html', '..%2f..%2fpackage.json', 'none.js', ''])(
  'serves no other file: %j',
  async (file) => {
    const { status } = await fetch(`${url}/explorer/assets/${file}`, { redirect: 'manual' });
    expect(status).toBeGreaterThanOrEqual(400);
  },
);
