import { html, Html } from '@cartwright/process';

const style = new Html(`
  :root { color-scheme: light dark; --line: #8884 }
  * { box-sizing: border-box }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; overflow-wrap: anywhere }
  h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0 }
  .quiet, time, dt { opacity: .7 }
  form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center }
  input, button { font: inherit; padding: .4rem .7rem; min-width: 0 } input { flex: 1 1 12rem }
  .mails { list-style: none; margin: 1.5rem 0; padding: 0; border-top: 1px solid var(--line) }
  .mails li { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 3fr) auto; gap: .1rem 1rem; padding: .6rem 0; border-bottom: 1px solid var(--line) }
  nav { display: flex; gap: 1.5rem; align-items: center }
  dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem 1rem; margin: .5rem 0 } dd { margin: 0 }
  iframe { width: 100%; height: min(42rem, 75vh); border: 1px solid var(--line); border-radius: .3rem; background: #fff; color-scheme: light }
  summary { cursor: pointer; padding: .5rem 0 } pre { white-space: pre-wrap; margin: 0 }
  @media (max-width: 44rem) {
    .mails li, details dl { grid-template-columns: minmax(0, 1fr) } time, .mails span { font-size: .875rem }
    .mails a { padding: .2rem 0; font-size: 1.05rem } details dd { margin-bottom: .5rem }
  }
`);

/** A whole page of the mailbox. */
export function page(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="data:," />
        <title>${title}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`.text;
}
