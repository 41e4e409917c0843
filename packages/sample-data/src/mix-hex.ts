const channels = [1, 3, 5] as const;

/** Blends two `#rrggbb` colours; `share` is how much of the second there is, 0 to 1. */
export function mixHex(first: string, second: string, share: number): string {
  const mixed = channels.map((at) => {
    const from = Number.parseInt(first.slice(at, at + 2), 16);
    const to = Number.parseInt(second.slice(at, at + 2), 16);
    return Math.round(from + (to - from) * share);
  });
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** How bright a `#rrggbb` colour looks, 0 (black) to 1 (white), weighted as ITU-R BT.601 does. */
export function brightnessOf(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channels.map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return (red * 0.299 + green * 0.587 + blue * 0.114) / 255;
}
