/** The page at `/`: where the endpoint and its explorers are. */
export function landingPage(publicUrl: string): string {
  const endpoint = new URL('/graphql', publicUrl).href;
  const sandbox = `https://studio.apollographql.com/sandbox/explorer?endpoint=${encodeURIComponent(endpoint)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Cartwright</title>
<style>
body { font: 16px/1.6 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem; color: #222 }
code { background: #f2f2f2; padding: .1em .3em; border-radius: 4px }
@media (prefers-color-scheme: dark) { body { background: #16181c; color: #ddd } a { color: #8ab4f8 } code { background: #2a2d33 } }
</style>
</head>
<body>
<h1>Cartwright</h1>
<p>The store's GraphQL endpoint is <code>${endpoint}</code>: POST for queries and mutations, WebSocket
(<code>graphql-transport-ws</code>), server-sent events or multipart for subscriptions.</p>
<ul>
<li><a href="/explorer">Explorer</a>: try operations here, without the internet.</li>
<li><a href="${sandbox}">Apollo Sandbox</a>: the same in Apollo's hosted explorer.</li>
<li><a href="/health/ready">Health</a>: whether every part of the store is up.</li>
</ul>
</body>
</html>
`;
}
