import { Fault } from '@cartwright/input';
import { expect, it } from 'vitest';
import { pageOf, playerOf, readVideoUrl } from './external-video.ts';

const ofYoutube = { host: 'YOUTUBE', videoId: 'aqz-KE-bpKQ' } as const;
const ofVimeo = { host: 'VIMEO', videoId: '1084537' } as const;

it.each([
  'https://www.youtube.com/watch?v=aqz-KE-bpKQ',
  ' https://youtube.com/watch?t=3&v=aqz-KE-bpKQ&list=x ',
  'https://m.youtube.com/watch?v=aqz-KE-bpKQ#top',
  'https://youtu.be/aqz-KE-bpKQ?si=abc',
  'https://www.youtube.com/shorts/aqz-KE-bpKQ',
  'https://www.youtube.com/live/aqz-KE-bpKQ',
  'https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ',
  'HTTPS://WWW.YOUTUBE.COM/watch?v=aqz-KE-bpKQ',
])('%s is a video at YouTube', (url) => {
  expect(readVideoUrl(url)).toEqual(ofYoutube);
});

it.each([
  'https://vimeo.com/1084537',
  'https://www.vimeo.com/1084537?share=copy',
  'https://player.vimeo.com/video/1084537?h=1',
])('%s is a video at Vimeo', (url) => {
  expect(readVideoUrl(url)).toEqual(ofVimeo);
});

it.each([
  '',
  'aqz-KE-bpKQ',
  'http://www.youtube.com/watch?v=aqz-KE-bpKQ',
  'https://www.youtube.com:8443/watch?v=aqz-KE-bpKQ',
  'https://youtube.com.evil.example/watch?v=aqz-KE-bpKQ',
  'https://evil.example/?https://youtube.com/watch?v=aqz-KE-bpKQ',
  'https://www.youtube.com@evil.example/watch?v=aqz-KE-bpKQ',
  'https://www.youtube.com/watch?v=aqz-KE-bpK',
  'https://www.youtube.com/watch?v=aqz-KE-bpKQ%22%3E',
  'https://www.youtube.com/channel/aqz-KE-bpKQ',
  'https://youtu.be/aqz-KE-bpKQ/more',
  'https://vimeo.com/channels/staffpicks',
  'https://vimeo.com/1084537/abcdef',
  'https://player.vimeo.com/1084537',
  'javascript:alert(1)',
  `https://www.youtube.com/watch?v=aqz-KE-bpKQ&x=${'x'.repeat(500)}`,
])('%s is none', (url) => {
  expect(readVideoUrl(url)).toBeInstanceOf(Fault);
});

it('what is shown is found again', () => {
  for (const video of [ofYoutube, ofVimeo])
    for (const url of [pageOf(video), playerOf(video)]) expect(readVideoUrl(url)).toEqual(video);
});
