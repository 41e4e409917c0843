import { expect, it } from 'vitest';
import { parsePublicUrl } from './parse-public-url.ts';

it.each([
  ['', ''],
  ['https://shop.example.com', 'https://shop.example.com'],
  ['https://shop.example.com/', 'https://shop.example.com'],
  ['https://shop.example.com/store//', 'https://shop.example.com/store'],
  ['HTTPS://Shop.Example.com:443/Store', 'https://shop.example.com/Store'],
  ['http://[fd00::2]:4000', 'http://[fd00::2]:4000'],
  ['http://192.168.1.20:8080/', 'http://192.168.1.20:8080'],
])('reads %j', (text, url) => {
  expect(parsePublicUrl(text)).toBe(url);
});

it.each([
  ['shop.example.com', 'begins with https:// or http://'],
  ['localhost:4000', 'begins with https:// or http://'],
  ['ftp://shop.example.com', 'begins with https:// or http://'],
  ['wss://shop.example.com', 'begins with https:// or http://'],
  ['https://', 'begins with https:// or http://'],
  ['https://sam:secret@shop.example.com', 'host, port and path alone'],
  ['https://shop.example.com?x=1', 'host, port and path alone'],
  ['https://shop.example.com/#top', 'host, port and path alone'],
  ['http://0.0.0.0:4000', 'No browser opens 0.0.0.0'],
  ['http://[::]:4000', 'No browser opens [::]'],
  ['http://shop.example.com:6000', 'No browser opens port 6000'],
  ['https://shop.example.com/graphql', '/graphql and the others are added'],
  ['https://shop.example.com/store/explorer/', '/graphql and the others are added'],
])('refuses %j', (text, sentence) => {
  expect(() => parsePublicUrl(text)).toThrow(sentence);
});
