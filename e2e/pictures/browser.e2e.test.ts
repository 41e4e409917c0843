import { execFile, execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { temporaryDirectory } from '@cartwright/testing';
import { expect, inject, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';

const run = promisify(execFile);

function hasChromium(): boolean {
  try {
    execFileSync('chromium', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

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

it.runIf(hasChromium())(
  'a browser shows every form of a picture, on any site, and may read its pixels',
  async () => {
    const { products } = await graphqlClient(inject('graphqlUrl')).ask<{
      products: { nodes: { featuredImage: Record<string, string> }[] };
    }>(`{ products(first: 1) { nodes { featuredImage { original: url placeholder
    webp: url(width: 320) avif: url(width: 320, height: 200, crop: CENTER, format: AVIF)
    jpeg: url(width: 640, format: JPEG) png: url(height: 50, format: PNG) } } } }`);
    const { original, placeholder, webp, avif, jpeg, png } = products.nodes[0]?.featuredImage ?? {};
    const urls = [original, placeholder, webp, avif, jpeg, png].map((url) => url ?? 'missing');
    using directory = temporaryDirectory('browser');
    const page = path.join(directory.path, 'page.html');
    writeFileSync(page, pageOf(urls));
    const profile = `--user-data-dir=${path.join(directory.path, 'profile')}`;
    const flags = [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      profile,
      '--timeout=30000',
      '--virtual-time-budget=30000',
    ];
    const { stdout } = await run('chromium', [...flags, '--dump-dom', `file://${page}`], { timeout: 60_000 });
    const [, seen] = /<output>(.*?)<\/output>/.exec(stdout) ?? [];
    expect(seen).toBe(
      ['400 400 true', '16 16 true', '320 320 true', '320 200 true', '640 640 true', '50 50 true'].join(', '),
    );
  },
);
