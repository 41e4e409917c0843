import { Fault } from '@cartwright/input';

/** Who may show a video of a product. */
export type VideoHost = 'YOUTUBE' | 'VIMEO';

/** A video that somebody else shows. */
export interface ExternalVideo {
  readonly host: VideoHost;
  /** What they call it. */
  readonly videoId: string;
}

const hosts: Readonly<Record<string, VideoHost>> = {
  'youtube.com': 'YOUTUBE',
  'www.youtube.com': 'YOUTUBE',
  'm.youtube.com': 'YOUTUBE',
  'youtu.be': 'YOUTUBE',
  'www.youtube-nocookie.com': 'YOUTUBE',
  'vimeo.com': 'VIMEO',
  'www.vimeo.com': 'VIMEO',
  'player.vimeo.com': 'VIMEO',
};
const idForms: Readonly<Record<VideoHost, RegExp>> = {
  YOUTUBE: /^[\w-]{11}$/u,
  VIMEO: /^[1-9]\d{0,14}$/u,
};
const youtubePaths = new Set(['embed', 'live', 'shorts']);
const maxLength = 500;

/** What an address of a video names: of a page or a player of YouTube or Vimeo, and of nobody else. */
export function readVideoUrl(given: string): ExternalVideo | Fault {
  const url = given.length > maxLength ? null : URL.parse(given.trim());
  const host = url === null ? undefined : hosts[url.hostname];
  if (url?.protocol !== 'https:' || host === undefined || url.port !== '') return notThere;
  const videoId = host === 'YOUTUBE' ? youtubeId(url) : vimeoId(url);
  return videoId !== undefined && idForms[host].test(videoId) ? { host, videoId } : notThere;
}

const notThere = new Fault(
  'INVALID_FORMAT',
  'Please give the address of a video at YouTube or Vimeo: `https://www.youtube.com/watch?v=aqz-KE-bpKQ`.',
);

function youtubeId({ hostname, pathname, searchParams }: URL): string | undefined {
  const [first, second, ...rest] = pathname.slice(1).split('/');
  if (hostname === 'youtu.be') return second === undefined ? first : undefined;
  if (first === 'watch') return searchParams.get('v') ?? undefined;
  return youtubePaths.has(first ?? '') && rest.length === 0 ? second : undefined;
}

function vimeoId({ hostname, pathname }: URL): string | undefined {
  const [first, second, ...rest] = pathname.slice(1).split('/');
  if (hostname !== 'player.vimeo.com') return second === undefined ? first : undefined;
  return first === 'video' && rest.length === 0 ? second : undefined;
}

/** Where people see a video. */
export function pageOf({ host, videoId }: ExternalVideo): string {
  return host === 'YOUTUBE' ? `https://www.youtube.com/watch?v=${videoId}` : `https://vimeo.com/${videoId}`;
}

/** Its player, which says nothing of who looks on to others, as far as the host lets one choose. */
export function playerOf({ host, videoId }: ExternalVideo): string {
  return host === 'YOUTUBE'
    ? `https://www.youtube-nocookie.com/embed/${videoId}`
    : `https://player.vimeo.com/video/${videoId}?dnt=1`;
}
