import { sampleId } from '@cartwright/sample-data';
import { expect, inject, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
import { mutate } from '../support/mutate.ts';
import { sendUpload } from '../support/send-upload.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const visitor = graphqlClient(graphqlUrl);

interface Shown {
  readonly __typename: string;
  readonly id: string;
  readonly altText: string;
  readonly url: string;
}
interface SeenProduct {
  readonly id: string;
  readonly media: readonly Shown[];
  readonly publication: { readonly version: number };
}

const media = `media { __typename id altText ... on Image { url }
  ... on ProductVideo { url } ... on ProductExternalVideo { url embedUrl } }`;

it('a video that staff upload plays on the product page from any place in it', async () => {
  const staff = await staffClient(graphqlUrl);
  const head = Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp42', 'latin1');
  const bytes = Buffer.concat([head, Buffer.alloc(3_000_000, 7)]);
  const id = await sendUpload(staff, { filename: 'unpacked.mp4', mediaType: 'video/mp4', bytes });
  const { file } = await mutate<{ file: { id: string } }>(staff, {
    name: 'mediaUploadComplete',
    input: { id },
    select: '... on MediaUploadCompleteSuccess { file { id } }',
  });
  const { productsByStatus } = await staff.ask<{ productsByStatus: { nodes: SeenProduct[] } }>(
    `{ productsByStatus(status: PUBLISHED, last: 2) { nodes { id publication { version } ${media} } } }`,
  );
  const [product] = productsByStatus.nodes;
  const before = (product?.media ?? []).map(({ id: one, altText }) => ({ id: one, altText }));
  const show = (version: number, wanted: readonly object[]) =>
    mutate(staff, {
      name: 'productMediaUpdate',
      input: { productId: product?.id, version, media: wanted },
      select: '... on ProductMediaUpdateSuccess { product { id } }',
    });
  const version = product?.publication.version ?? 0;
  await show(version, [...before.slice(0, 1), { mediaId: file.id, altText: 'Unpacked' }, ...before.slice(1)]);
  const look = async () =>
    (
      await visitor.ask<{ product: SeenProduct }>(`query ($id: ID!) { product(id: $id) { ${media} } }`, {
        id: product?.id,
      })
    ).product.media;
  await expect.poll(async () => (await look())[1]?.altText).toBe('Unpacked');
  const [, video] = await look();
  const whole = await fetch(video?.url ?? '');
  expect(whole.headers.get('content-type')).toBe('video/mp4');
  expect((await whole.arrayBuffer()).byteLength).toBe(bytes.length);
  const part = await fetch(video?.url ?? '', { headers: { range: 'bytes=2999990-' } });
  expect([part.status, part.headers.get('content-range')]).toEqual([
    206,
    `bytes 2999990-${bytes.length - 1}/${bytes.length}`,
  ]);
  expect((await part.arrayBuffer()).byteLength).toBe(bytes.length - 2_999_990);
  await show(version + 1, before);
});

it('a video that somebody else shows is an address of a page and of a player, behind the first picture', async () => {
  const { product } = await visitor.ask<{ product: SeenProduct }>(
    `query ($id: ID!) { product(id: $id) { ${media} } }`,
    { id: sampleId('product', 0) },
  );
  expect(product.media.slice(0, 2)).toMatchObject([
    { __typename: 'Image' },
    { __typename: 'ProductExternalVideo', embedUrl: 'https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ' },
  ]);
});
