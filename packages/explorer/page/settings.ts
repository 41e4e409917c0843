/** What the server says of the page. */
export interface Settings {
  readonly title: string;
  /** Whether it leads through a purchase: at the gateway, not at a subgraph that runs alone. */
  readonly walk: boolean;
}

/** Reads what the server wrote into the page. */
export function readSettings(): Settings {
  const written = document.querySelector<HTMLMetaElement>('meta[name="explorer-settings"]')?.content ?? '{}';
  return { title: 'Explorer', walk: false, ...(JSON.parse(written) as Partial<Settings>) };
}
