import { randomBytes } from 'node:crypto';
import { readConfig } from '@cartwright/process';
import { expect, it } from 'vitest';
import { configSchema } from './config.ts';

const secret = () => randomBytes(24).toString('base64url');
const environment = {
  NODE_ENV: 'production',
  PORT: '0',
  DATABASE_URL: `postgres://products:${secret()}@localhost/products`,
  NATS_URL: `nats://products:${secret()}@localhost`,
  JWKS_URL: 'http://localhost/jwks.json',
  GATEWAY_KEYS: secret(),
  PUBLIC_URL: 'https://shop.example',
  SHOP_URL: 'https://shop.example',
  MEDIA_SIGNING_KEYS: secret(),
};
const bucket = {
  MEDIA_STORAGE: 's3',
  S3_ENDPOINT: 'https://storage.example',
  S3_BUCKET: 'media',
  S3_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  S3_SECRET_ACCESS_KEY: secret(),
};
const read = (env: object) => readConfig(configSchema, { ...environment, ...env });

it('needs nothing of a bucket where files are on the disk', () => {
  expect(read({ S3_ENDPOINT: '', S3_BUCKET: '' })).toMatchObject({ MEDIA_STORAGE: 'disk' });
  expect(read(bucket)).toMatchObject(bucket);
});

it.each(['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'])(
  'says that %s is missing where they are in a bucket',
  (name) => {
    expect(() => read({ ...bucket, [name]: undefined })).toThrow(`${name} is missing`);
    expect(() => read({ ...bucket, [name]: '' })).toThrow(name);
  },
);

it('takes OpenSearch with its address alone', () => {
  const url = 'https://search.example';
  expect(read({ OPENSEARCH_URL: '' })).toMatchObject({ SEARCH_ENGINE: 'postgres' });
  expect(read({ SEARCH_ENGINE: 'opensearch', OPENSEARCH_URL: url })).toMatchObject({ OPENSEARCH_URL: url });
  expect(() => read({ SEARCH_ENGINE: 'opensearch', OPENSEARCH_URL: '' })).toThrow('OPENSEARCH_URL');
  expect(() => read({ SEARCH_ENGINE: 'groonga', OPENSEARCH_URL: url })).toThrow('GROONGA_URL');
});

it('takes no secret in production that can be guessed', () => {
  expect(() => read({ ...bucket, S3_SECRET_ACCESS_KEY: 'password' })).toThrow('can be guessed');
});
