import { expect, it } from 'vitest';
import type { Image } from '../repository/images.ts';
import type { Rendition } from '../rules/rendition.ts';
import { createFindRendition, type Dependencies } from './find-rendition.ts';

const image: Image = {
  id: 'one',
  productId: 'p',
  key: 'k',
  altText: '',
  width: 1,
  height: 1,
  placeholder: null,
  position: 0,
  mediaId: null,
};
const webp: Rendition = { format: 'webp', width: 400, height: null, crop: null };

/** A finder whose renderer waits until it is told to go on, and fails at first. */
function setUp({ failures = 0 } = {}) {
  const stored = new Map<string, Buffer>();
  const rendered: Rendition[] = [];
  const gate = Promise.withResolvers<undefined>();
  const dependencies: Dependencies = {
    findImage: (id) => Promise.resolve(id === image.id ? image : null),
    originals: { read: () => Promise.resolve({ mediaType: 'image/svg+xml', bytes: Buffer.from('<svg/>') }) },
    kept: {
      find: ({ imageId, name }) => Promise.resolve(stored.get(`${imageId}/${name}`)),
      keep: ({ imageId, name }, bytes) => Promise.resolve(void stored.set(`${imageId}/${name}`, bytes)),
    },
    renderer: {
      render: async (_image, _original, rendition) => {
        rendered.push(rendition);
        await gate.promise;
        if (rendered.length <= failures) throw new Error('broken');
        return Buffer.from(rendition.format);
      },
      placeholder: () => Promise.reject(new Error('not asked for')),
    },
  };
  const findRendition = createFindRendition(dependencies);
  return {
    find: async (id: string, rendition: Rendition) => (await findRendition(id, rendition))?.bytes ?? null,
    stored,
    rendered,
    goOn: () => gate.resolve(undefined),
  };
}

it('makes what many ask for at the same time once, and never again', async () => {
  const { find, rendered, goOn } = setUp();
  const asked = Array.from({ length: 20 }, () => find('one', webp));
  goOn();
  const answers = await Promise.all(asked);
  expect(new Set(answers.map(String))).toEqual(new Set(['webp']));
  expect(String(await find('one', webp))).toBe('webp');
  expect(rendered).toHaveLength(1);
});

it('makes another rendition of the same picture beside it', async () => {
  const { find, rendered, goOn } = setUp();
  const asked = [
    find('one', webp),
    find('one', { ...webp, format: 'avif' }),
    find('one', { ...webp, width: 401 }),
  ];
  goOn();
  expect((await Promise.all(asked)).map(String)).toEqual(['webp', 'avif', 'webp']);
  expect(rendered).toHaveLength(3);
});

it('tells all who wait of a failure, and tries again for the next', async () => {
  const { find, goOn } = setUp({ failures: 1 });
  const asked = Promise.allSettled([find('one', webp), find('one', webp)]);
  goOn();
  expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(String(await find('one', webp))).toBe('webp');
});

it('has nothing of a picture that is not there', async () => {
  const { find, rendered, goOn } = setUp();
  goOn();
  expect(await find('another', webp)).toBeNull();
  expect(rendered).toEqual([]);
});

it('has nothing of a picture that is gone, whatever is kept of it', async () => {
  const { find, stored, goOn } = setUp();
  goOn();
  await find('one', webp);
  for (const [key, bytes] of [...stored]) stored.set(key.replace('one/', 'gone/'), bytes);
  expect(await find('gone', webp)).toBeNull();
});
