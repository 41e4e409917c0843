import { sendUpload } from '../support/send-upload.ts';
import { act, idOf, mark, reason, staff, type Uses } from './acting.ts';
import { lastOfNames } from './catalogue-uses.ts';

/** A dot that is sent. */
export const picture = {
  filename: 'dot.png',
  mediaType: 'image/png',
  bytes: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};
const manual = {
  filename: 'manual.pdf',
  mediaType: 'application/pdf',
  bytes: Buffer.from('%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n'),
};

const sentUpload = (file = picture): Promise<string> => sendUpload(staff, { ...file, reason });
const newFile = async (file = picture): Promise<string> =>
  idOf(
    await act(
      'mediaUploadComplete',
      { id: await sentUpload(file) },
      '... on MediaUploadCompleteSuccess { file { id } }',
    ),
    'file',
  );

/** An import of so many lines, none of which can be done. */
async function newImport(howMany: number): Promise<string> {
  const lines = Array.from({ length: howMany }, (_, at) => `NONE-${mark}-${at},1\n`);
  const bytes = Buffer.from(`SKU,Available\n${lines.join('')}`);
  const uploadId = await sentUpload({ filename: 'stock.csv', mediaType: 'text/csv', bytes });
  const select = '... on ProductImportCreateSuccess { productImport { id } }';
  return idOf(await act('productImportCreate', { uploadId, content: 'STOCK' }, select), 'productImport');
}

/** An import of customers whose file does not come. */
async function newCustomerImport(): Promise<string> {
  const select = '... on CustomerImportCreateSuccess { customerImport { id } }';
  const input = { format: 'CSV', filename: 'customers.csv', byteSize: 1 };
  return idOf(await act('customerImportCreate', input, select), 'customerImport');
}

/** A product with its pictures and a variant. */
async function pictured(): Promise<{
  id: string;
  version: number;
  variantId: string;
  imageId: string | null;
  images: readonly { readonly imageId: string; readonly altText: string }[];
}> {
  interface Pictured {
    readonly images: readonly { readonly id: string; readonly altText: string }[];
    readonly variants: readonly { readonly id: string; readonly image: { readonly id: string } | null }[];
    readonly publication: { readonly version: number };
  }
  const { id } = await lastOfNames();
  const { product } = await staff.ask<{ product: Pictured }>(
    'query ($id: ID!) { product: productPreview(id: $id) { images { id altText } variants { id image { id } } publication { version } } }',
    { id },
  );
  const images = product.images.map(({ id: imageId, altText }) => ({ imageId, altText }));
  const [variant] = product.variants;
  const { version } = product.publication;
  return { id, version, variantId: variant?.id ?? '', imageId: variant?.image?.id ?? null, images };
}

/** How staff send files, and what becomes of them. */
export const fileUses: Uses = {
  mediaUploadCreate: () => sentUpload(),
  mediaUploadComplete: () => newFile(),
  productExportCreate: async () => {
    await act('productExportCreate', { content: 'STOCK', format: 'CSV' });
    return undefined;
  },
  orderExportCreate: async () => {
    await act('orderExportCreate', { format: 'CSV' });
    return undefined;
  },
  customerExportCreate: async () => {
    await act('customerExportCreate', { format: 'CSV' });
    return undefined;
  },
  consentExportCreate: async () => {
    await act('consentExportCreate', { format: 'CSV' });
    return undefined;
  },
  customerImportCreate: () => newCustomerImport(),
  customerImportCancel: async () => {
    const id = await newCustomerImport();
    await act('customerImportCancel', { id });
    return id;
  },
  productImportCreate: () => newImport(1),
  productImportCancel: async () => {
    const id = await newImport(5_000);
    await act('productImportCancel', { id });
    return id;
  },
  productImagesUpdate: async () => {
    const { id, version, images } = await pictured();
    const other = images.map((image) => ({ ...image, altText: `${image.altText} (${mark})` }));
    await act('productImagesUpdate', { productId: id, version, images: other });
    return id;
  },
  productImagesFetch: async () => {
    const { id } = await pictured();
    await act('productImagesFetch', {
      productId: id,
      pictures: [{ url: `https://maker.invalid/${mark}.jpg` }],
    });
    return id;
  },
  productDocumentsUpdate: async () => {
    const { id, version } = await pictured();
    const documents = [{ mediaId: await newFile(manual), title: 'Manual' }];
    await act('productDocumentsUpdate', { productId: id, version, documents });
    return id;
  },
  productMediaUpdate: async () => {
    const { id, version, images } = await pictured();
    const pictures = images.map(({ imageId, altText }) => ({ id: imageId, altText }));
    const film = { videoUrl: 'https://vimeo.com/1084537', altText: `A film (${mark})` };
    await act('productMediaUpdate', { productId: id, version, media: [...pictures, film] });
    return id;
  },
  variantImageUpdate: async () => {
    const { version, variantId, imageId } = await pictured();
    await act('variantImageUpdate', { variantId, version, imageId: null });
    await act('variantImageUpdate', { variantId, version: version + 1, imageId });
    return variantId;
  },
};
