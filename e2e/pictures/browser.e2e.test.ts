import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryDirectory } from '@cartwright/testing';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { hasBrowser, startBrowser } from '../support/browser.ts';
import { graphqlClient } from '../support/graphql-client.ts';

let browser: Browser;
beforeAll(async () => {
  if (hasBrowser) browser = await startBrowser();
});
afterAll(async () => {
  if (hasBrowser) await browser.close();
});

/** A page of another site that draws each picture on a canvas and writes down what it sees of it. */
const pageOf = (
  urls: readonly string[],
) => `<!doctype html><title>pictures</title><output></output><script type="module">
  const sizes = await Promise.all(${JSON.stringify(urls)}.map(async (url) => {
    const image = new Image();
    image.crossOrigin = 'anonymous';
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(1, 1);
    canvas.getContext('2d').drawImage(image, 0, 0);
    const [red] = canvas.getContext('2d').getImageData(0, 0, 1, 1).data;
    return [image.naturalWidth, image.naturalHeight, red > 0].join(' ');
  })).catch((error) => [String(error)]);
  document.querySelector('output').textContent = sizes.join(', ');
</script>`;

it.runIf(hasBrowser)(
  'a browser shows every form of a picture, on any site, and may read its pixels',
  async () => {
    const { collection } = await graphqlClient(inject('graphqlUrl')).ask<{
      collection: { products: { nodes: { featuredImage: Record<string, string> }[] } };
    }>(`{ collection(slug: "our-favourites") { products(first: 1) { nodes { featuredImage { original: url placeholder
    webp: url(width: 320) avif: url(width: 320, height: 200, crop: CENTER, format: AVIF)
    jpeg: url(width: 640, format: JPEG) png: url(height: 50, format: PNG) } } } } }`);
    const { original, placeholder, webp, avif, jpeg, png } =
      collection.products.nodes[0]?.featuredImage ?? {};
    const urls = [original, placeholder, webp, avif, jpeg, png].map((url) => url ?? 'missing');
    using directory = temporaryDirectory('browser');
    const page = path.join(directory.path, 'page.html');
    writeFileSync(page, pageOf(urls));
    const tab = await browser.newPage();
    await tab.goto(pathToFileURL(page).href);
    const output = tab.locator('output:not(:empty)');
    await output.waitFor({ timeout: 60_000 });
    const seen = await output.textContent();
    expect(seen).toBe(
      ['400 400 true', '16 16 true', '320 320 true', '320 200 true', '640 640 true', '50 50 true'].join(', '),
    );
  },
);
